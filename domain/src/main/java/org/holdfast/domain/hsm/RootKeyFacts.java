package org.holdfast.domain.hsm;

import org.holdfast.domain.secret.Bytes;

/**
 * What the token says of a Root of Trust key, read back from it (B4, B5).
 *
 * @param key its number
 * @param checkValue as {@code CKA_CHECK_VALUE} of an AES key is defined in PKCS#11: the first three
 *     bytes of an all-zero block encrypted with the key in ECB mode
 * @param sensitive {@code CKA_SENSITIVE}
 * @param alwaysSensitive {@code CKA_ALWAYS_SENSITIVE}
 * @param extractable {@code CKA_EXTRACTABLE}
 * @param neverExtractable {@code CKA_NEVER_EXTRACTABLE}
 * @param local {@code CKA_LOCAL}: made on the token
 * @param privateObject {@code CKA_PRIVATE}
 * @param tokenObject {@code CKA_TOKEN}
 * @param bits length of the key
 */
public record RootKeyFacts(
    KeyRef key,
    Bytes checkValue,
    boolean sensitive,
    boolean alwaysSensitive,
    boolean extractable,
    boolean neverExtractable,
    boolean local,
    boolean privateObject,
    boolean tokenObject,
    int bits) {}

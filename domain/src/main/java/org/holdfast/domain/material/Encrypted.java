package org.holdfast.domain.material;

import org.holdfast.domain.secret.Bytes;

/**
 * What {@link KeyOperations#encrypt} makes.
 *
 * @param scheme with which it is decrypted
 * @param iv the nonce or initialization vector, made freshly; empty for RSA
 * @param ciphertext with the tag at its end where the scheme has one
 */
public record Encrypted(Scheme scheme, Bytes iv, Bytes ciphertext) {}

package org.holdfast.domain.crypto;

import org.holdfast.domain.secret.Bytes;

/**
 * What {@link AesGcm#seal} makes.
 *
 * @param iv 96-bit nonce
 * @param ciphertext with the 128-bit tag at its end
 */
public record Sealed(Bytes iv, Bytes ciphertext) {}

package org.holdfast.domain.hsm;

import org.holdfast.domain.secret.Bytes;

/**
 * A secret wrapped by a Root of Trust key.
 *
 * @param key which key wrapped it
 * @param checkValue the key's check value when it wrapped
 * @param mechanism how
 * @param iv nonce or initialization vector; empty for key wrap
 * @param wrapped ciphertext with its tag or MAC
 */
public record WrappedSecret(
    KeyRef key, Bytes checkValue, WrapMechanism mechanism, Bytes iv, Bytes wrapped) {}

package org.holdfast.domain.object;

import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;

/**
 * Which Root of Trust key wraps data keys that the HSM holds (B15).
 *
 * @param key its number, which may be that of another key on another token
 * @param checkValue which tells them apart
 */
public record HsmHolder(KeyRef key, Bytes checkValue) {}

package org.holdfast.domain.doctor;

import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.secret.Bytes;

/**
 * The Root of Trust key that wraps the wallet password.
 *
 * @param checkValue of the key that was made
 * @param mechanism by which it wraps
 */
public record KnownKey(KeyRef key, Bytes checkValue, WrapMechanism mechanism) {}

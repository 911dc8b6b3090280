package org.holdfast.domain.rootoftrust;

import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The Root of Trust in force: which key on which token.
 *
 * @param vendorId id of the vendor pack
 * @param tokenLabel as given; null if none was (S15)
 * @param tokenSerial serial number of the token
 * @param key the key's number
 * @param checkValue the key's check value, by which a replaced key is noticed
 */
public record RootOfTrust(
    String vendorId,
    @Nullable String tokenLabel,
    String tokenSerial,
    KeyRef key,
    Bytes checkValue) {

  /** How its token is found. */
  public TokenAddress address() {
    return new TokenAddress(vendorId, tokenLabel);
  }

  /** Whether it is the same key on the same token, whatever vendor pack and label find it. */
  public boolean isSameKey(RootOfTrust other) {
    return tokenSerial.equals(other.tokenSerial)
        && key.equals(other.key)
        && checkValue.equals(other.checkValue);
  }

  /** The same key, reached with another vendor pack or label (S30). */
  public RootOfTrust reachedBy(String newVendorId, @Nullable String newTokenLabel, String serial) {
    return new RootOfTrust(newVendorId, newTokenLabel, serial, key, checkValue);
  }
}

package org.holdfast.domain.material;

import java.util.Arrays;

/** Algorithms of symmetric keys, with the lengths they allow (KMIP: Cryptographic Algorithm). */
public enum Algorithm {
  AES("AES", 128, 192, 256),
  /** Import only: weak by today's measure. */
  TRIPLE_DES("3DES", 192),
  CHACHA20("ChaCha20", 256),
  HMAC_SHA256("HMAC-SHA256", 256),
  HMAC_SHA384("HMAC-SHA384", 384),
  HMAC_SHA512("HMAC-SHA512", 512);

  private final String displayName;

  @SuppressWarnings("ImmutableEnumChecker") // the array never leaves
  private final int[] bits;

  Algorithm(String displayName, int... bits) {
    this.displayName = displayName;
    this.bits = bits;
  }

  public String displayName() {
    return displayName;
  }

  public boolean allows(int keyBits) {
    return Arrays.stream(bits).anyMatch(allowed -> allowed == keyBits);
  }

  /** The lengths allowed, for messages. */
  public String allowedBits() {
    return Arrays.toString(bits);
  }
}

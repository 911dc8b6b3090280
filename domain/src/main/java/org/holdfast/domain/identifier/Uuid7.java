package org.holdfast.domain.identifier;

import java.util.Random;
import java.util.UUID;

/** UUID version 7 (RFC 9562, 5.7): 48 bits of Unix time in milliseconds, then 74 random bits. */
public final class Uuid7 {

  private Uuid7() {}

  public static UUID next(Random random) {
    return at(System.currentTimeMillis(), random);
  }

  static UUID at(long unixMillis, Random random) {
    long high = (unixMillis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}

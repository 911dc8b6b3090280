package org.holdfast.domain.identifier;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUID version 7 (RFC 9562, 5.7): 48 bits of Unix time in milliseconds, a 12-bit counter, 62 random
 * bits. Guaranteed: within this process each is greater than the one before, so that the newest of
 * several rows is the one with the greatest identifier.
 */
public final class Uuid7 {

  private static final int COUNTER_BITS = 12;
  private static final AtomicLong LAST = new AtomicLong();

  private Uuid7() {}

  public static UUID next(Random random) {
    return at(System.currentTimeMillis(), random);
  }

  /** When it was made, to the millisecond; of an identifier that {@link #next} gave. */
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  static UUID at(long unixMillis, Random random) {
    // When the counter overflows it runs ahead into the next millisecond, as the RFC allows (6.2).
    long tick = LAST.updateAndGet(last -> Math.max(unixMillis << COUNTER_BITS, last + 1));
    long high = ((tick >> COUNTER_BITS) << 16) | 0x7000L | (tick & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}

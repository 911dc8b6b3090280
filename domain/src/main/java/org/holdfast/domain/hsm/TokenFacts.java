package org.holdfast.domain.hsm;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself.
 *
 * @param label without its padding
 * @param slot slot number; may change when the library is initialized again
 * @param library description and version of the PKCS#11 library
 * @param mechanisms the ways to wrap that the token offers
 * @param time by the token's clock; null if it has none ({@code CKF_CLOCK_ON_TOKEN})
 */
public record TokenFacts(
    String label,
    String serial,
    String manufacturer,
    String model,
    String firmware,
    long slot,
    String library,
    PinState pinState,
    SessionCounts sessions,
    Set<WrapMechanism> mechanisms,
    @Nullable Instant time) {

  public TokenFacts {
    mechanisms = Set.copyOf(mechanisms);
  }

  /** A token without a clock. */
  public TokenFacts(
      String label,
      String serial,
      String manufacturer,
      String model,
      String firmware,
      long slot,
      String library,
      PinState pinState,
      SessionCounts sessions,
      Set<WrapMechanism> mechanisms) {
    this(
        label,
        serial,
        manufacturer,
        model,
        firmware,
        slot,
        library,
        pinState,
        sessions,
        mechanisms,
        null);
  }
}

package org.holdfast.domain.hsm;

import java.util.Set;

/**
 * What a token says of itself.
 *
 * @param label without its padding
 * @param slot slot number; may change when the library is initialized again
 * @param library description and version of the PKCS#11 library
 * @param mechanisms the ways to wrap that the token offers
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
    Set<WrapMechanism> mechanisms) {

  public TokenFacts {
    mechanisms = Set.copyOf(mechanisms);
  }
}

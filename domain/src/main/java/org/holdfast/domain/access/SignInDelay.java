package org.holdfast.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The delay after failed sign-ins of one name: none for the first few, then doubling up to a limit.
 * It slows guessing down without letting a stranger lock an administrator out for good.
 *
 * @param failures since the last success
 * @param lastFailure when
 */
public record SignInDelay(int failures, Instant lastFailure) {

  static final int FREE_FAILURES = 3;
  static final Duration FIRST = Duration.ofSeconds(2);
  static final Duration LONGEST = Duration.ofMinutes(5);

  public static final SignInDelay NONE = new SignInDelay(0, Instant.EPOCH);

  public SignInDelay failed(Instant now) {
    return new SignInDelay(Math.min(failures + 1, 1000), now);
  }

  /** How long attempts are still refused without a look at the password; empty if they are not. */
  public Optional<Duration> remaining(Instant now) {
    if (failures < FREE_FAILURES) {
      return Optional.empty();
    }
    int doublings = Math.min(failures - FREE_FAILURES, 16);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    Instant until = lastFailure.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    return now.isBefore(until) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }
}

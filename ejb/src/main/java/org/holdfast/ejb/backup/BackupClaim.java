package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the claim of the run that this process has under way. */
@ApplicationScoped
class BackupClaim {

  /** After which a run that nobody keeps is taken for that of a killed process. */
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private static final Duration RENEWAL = Duration.ofMinutes(1);

  @Inject private BackupTransactions transactions;
  @Inject private Clock clock;

  private @Nullable UUID run;
  private Instant next = Instant.EPOCH;

  /** Until when a claim made now counts. */
  Instant until() {
    return clock.instant().plus(CLAIM);
  }

  /** When any claim that was made before now has run out. */
  Instant beyond() {
    return until().plus(RENEWAL);
  }

  synchronized void hold(UUID claimed) {
    run = claimed;
    next = clock.instant().plus(RENEWAL);
  }

  synchronized void release() {
    run = null;
  }

  /** Keeps the claim if it is time; cheap otherwise. */
  synchronized void keep() {
    UUID held = run;
    Instant now = clock.instant();
    if (held != null && !now.isBefore(next)) {
      transactions.keepClaim(held, now.plus(CLAIM));
      next = now.plus(RENEWAL);
    }
  }
}

package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the claim of the run that this process has under way, and knows whether there may be runs
 * of this node that no process has under way.
 */
@ApplicationScoped
class BackupClaim {

  /** After which a run that nobody keeps is taken for that of a killed process. */
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private static final Duration RENEWAL = Duration.ofMinutes(1);

  @Inject private BackupTransactions transactions;
  @Inject private Clock clock;

  private @Nullable UUID run;
  private Instant next = Instant.EPOCH;

  // Whatever was under way when a process of this node ended ended with it.
  private boolean orphans = true;

  /** Until when a claim made now counts. */
  Instant until() {
    return clock.instant().plus(CLAIM);
  }

  synchronized void hold(UUID claimed) {
    run = claimed;
    next = clock.instant().plus(RENEWAL);
  }

  synchronized void release() {
    run = null;
  }

  /** A run of this process has ended, and its end could not be recorded. */
  synchronized void lost() {
    orphans = true;
  }

  /** Whether there may be runs that nobody has under way. */
  synchronized boolean mayHaveLost() {
    return orphans;
  }

  /** The runs that nobody had under way are recorded as ended. */
  synchronized void settled() {
    orphans = false;
  }

  /**
   * Runs claimed until before that time are under way no more, if this process has none: those
   * whose claim has run out, and those of this node, after a start or a lost end.
   */
  synchronized Instant deadline() {
    return orphans ? until() : clock.instant();
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

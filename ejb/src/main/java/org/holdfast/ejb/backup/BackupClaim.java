package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.RunOwner;
import org.holdfast.domain.node.NodeIdentity;
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
  @Inject private NodeIdentity node;
  @Inject private Clock clock;

  private final UUID process = UUID.randomUUID();

  private @Nullable UUID run;
  private Instant next = Instant.EPOCH;

  // Whatever was under way when a process of this node ended ended with it.
  private boolean unsettled = true;
  private boolean lost;

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
    unsettled = true;
    lost = true;
  }

  /** Whether there may be runs that nobody has under way. */
  synchronized boolean mayHaveLost() {
    return unsettled;
  }

  /** The runs that nobody had under way are recorded as ended. */
  synchronized void settled() {
    unsettled = false;
    lost = false;
  }

  /** The runs that no process has under way; to be asked while this process has none. */
  List<BackupRun> abandoned() {
    boolean ownToo;
    synchronized (this) {
      ownToo = lost;
    }
    return transactions.abandoned(owner(), ownToo, clock.instant());
  }

  /** This process. */
  RunOwner owner() {
    return new RunOwner(node.id(), process);
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

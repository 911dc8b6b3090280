package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.node.PeriodicTask;
import org.jspecify.annotations.Nullable;

/**
 * What the vault does about backups by itself: runs what is due, makes up what was interrupted,
 * proves the last one. One thing at a time, and never on the thread that calls {@link #turn}.
 */
@ApplicationScoped
public class BackupKeeper {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  @Inject private OneBackup one;
  @Inject private BackupThreads threads;
  @Inject private BackupTransactions transactions;
  @Inject private BackupClaim claim;
  @Inject private RunBackup runBackup;
  @Inject private BackupDrill drill;
  @Inject private Vault vault;
  @Inject private Clock clock;

  private Instant nextLook = Instant.EPOCH;

  /** Keeps what is under way, or begins what is due; returns at once. */
  public synchronized void turn() {
    claim.keep();
    if (!one.tryBegin()) {
      return;
    }
    boolean started = false;
    try {
      Runnable due = due();
      if (due != null) {
        threads.start(() -> runAndEnd(due));
        started = true;
      }
    } finally {
      if (!started) {
        one.end();
      }
    }
  }

  private void runAndEnd(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      PeriodicTask.failed(e);
    } finally {
      one.end();
    }
  }

  private void settle(List<BackupRun> abandoned) {
    abandoned.forEach(runBackup::interrupted);
    claim.settled();
  }

  /** Null if nothing is due. */
  private @Nullable Runnable due() {
    Instant now = clock.instant();
    boolean look = claim.mayHaveLost() || !now.isBefore(nextLook);
    if (look) {
      nextLook = now.plus(BETWEEN_LOOKS);
      List<BackupRun> abandoned = claim.abandoned();
      if (!abandoned.isEmpty()) {
        return () -> settle(abandoned);
      }
      claim.settled();
    }
    if (!vault.status().open()) {
      return null;
    }
    Optional<BackupRun> claimed = transactions.claimDue(claim.owner(), now, claim.until());
    if (claimed.isPresent()) {
      return () -> runBackup.runClaimed(claimed.get());
    }
    return look && drill.isDue() ? drill::run : null;
  }
}

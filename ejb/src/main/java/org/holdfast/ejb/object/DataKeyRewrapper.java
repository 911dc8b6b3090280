package org.holdfast.ejb.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.error.ErrorKind;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.RewrapProgress;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.access.ProtectionChanged;
import org.holdfast.ejb.node.PeriodicTask;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.rootoftrust.RootOfTrustChanged;
import org.holdfast.ejb.rootoftrust.VaultRestored;
import org.jspecify.annotations.Nullable;

/**
 * Brings each data key under what it should be under, behind whatever else goes on: the active
 * master key (S119), or the key of the primary Root of Trust where a virtual wallet asks for the
 * HSM (B8, B15). It keeps no account of its own: what is left to do is what the database says, so
 * it goes on after a restart.
 */
@ApplicationScoped
public class DataKeyRewrapper {

  private static final int BATCHES_A_TURN = 20;
  private static final UUID START = new UUID(0, 0);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  @Inject private RewrapTransactions transactions;
  @Inject private Vault vault;
  @Inject private RewrapProgress progress;
  @Inject private Clock clock;

  private @Nullable UUID workingFor;
  private volatile boolean changed;
  private boolean finished;
  private boolean shownPaused;
  private Instant pausedUntil = Instant.EPOCH;
  private UUID after = START;
  private long done;

  /** What a virtual wallet holds, or its protection, is another now. */
  void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) ProtectionChanged wallet) {
    changed = true;
    // Until the next turn, who asks gets a fresh count.
    progress.forget();
  }

  /** Another key may be the one that holds what the HSM holds. */
  void onRootOfTrust(@Observes RootOfTrustChanged roots) {
    changed = true;
    progress.forget();
  }

  /** What is to be re-wrapped in the tables of a backup, nobody has counted yet. */
  void onRestore(@Observes VaultRestored restored) {
    changed = true;
    progress.forget();
  }

  /** Works for a few seconds at most; cheap when there is nothing to do. */
  public synchronized void turn() {
    Optional<UUID> active = activeMasterKey();
    if (active.isEmpty() || clock.instant().isBefore(pausedUntil)) {
      return;
    }
    if (changed || !active.get().equals(workingFor)) {
      begin(active.get());
    }
    try {
      boolean paused = false;
      for (int batch = 0; batch < BATCHES_A_TURN && !finished && !paused; batch++) {
        paused = transactions.isPaused();
        if (!paused) {
          rewrapBatch();
        }
      }
      if (!finished) {
        show(paused);
      }
    } catch (VaultException e) {
      if (e.code().kind() != ErrorKind.UNAVAILABLE) {
        PeriodicTask.failed(e);
      }
      // The HSM is away or refuses: the vault goes on without, and so does this a little later.
      pausedUntil = clock.instant().plus(PAUSE);
      progress.waits(transactions.remaining(), e.code().title());
    }
  }

  /** While it is paused, what remains is counted once. */
  private void show(boolean paused) {
    if (!paused) {
      progress.remaining(transactions.remaining(), clock.instant());
    } else if (!shownPaused) {
      progress.waits(transactions.remaining(), null);
    }
    shownPaused = paused;
  }

  private void begin(UUID active) {
    changed = false;
    finished = false;
    shownPaused = false;
    after = START;
    workingFor = active;
    progress.begin(active, transactions.remaining(), clock.instant());
  }

  private void rewrapBatch() {
    RewrapTransactions.Batch batch = transactions.rewrapBatch(after);
    done += batch.rewrapped();
    if (batch.last() == null) {
      finish();
    } else {
      after = batch.last();
    }
  }

  private void finish() {
    finished = true;
    shownPaused = false;
    progress.remaining(transactions.remaining(), clock.instant());
    if (done > 0) {
      int generation = vault.with(ring -> ring.active().generation());
      SystemMessages.LOG.rewrapped(done, generation);
      transactions.recordDone(done, generation);
      done = 0;
    }
  }

  private Optional<UUID> activeMasterKey() {
    return vault.status().open()
        ? Optional.of(vault.with(ring -> ring.active().id()))
        : Optional.empty();
  }
}

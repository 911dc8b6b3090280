package org.holdfast.ejb.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * Brings all data keys under the active master key, behind whatever else goes on (S119). It keeps
 * no account of its own: what is left to do is what the database says, so it goes on after a
 * restart.
 */
@ApplicationScoped
public class DataKeyRewrapper {

  private static final int BATCHES_A_TURN = 20;
  private static final UUID START = new UUID(0, 0);

  @Inject private RewrapTransactions transactions;
  @Inject private Vault vault;

  private volatile @Nullable UUID workingFor;
  private boolean finished;
  private UUID after = START;
  private long done;
  private volatile long remaining;

  /** Data keys that are still under an older master key, as of the last turn for the active one. */
  public long remaining() {
    Optional<UUID> active = activeMasterKey();
    return active.isPresent() && !active.get().equals(workingFor)
        ? transactions.remaining()
        : remaining;
  }

  /** Works for a few seconds at most; cheap when there is nothing to do. */
  public synchronized void turn() {
    Optional<UUID> active = activeMasterKey();
    if (active.isEmpty()) {
      return;
    }
    if (!active.get().equals(workingFor)) {
      remaining = transactions.remaining();
      finished = false;
      after = START;
      workingFor = active.get();
    }
    for (int batch = 0; batch < BATCHES_A_TURN && !finished; batch++) {
      rewrapBatch();
    }
    if (!finished) {
      remaining = transactions.remaining();
    }
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
    remaining = transactions.remaining();
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

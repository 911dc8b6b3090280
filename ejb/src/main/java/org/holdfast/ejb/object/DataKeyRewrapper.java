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

  @Inject private RewrapTransactions transactions;
  @Inject private Vault vault;

  private @Nullable UUID finishedFor;
  private volatile long remaining;
  private long done;

  /** Data keys that are still under an older master key, as of the last turn. */
  public long remaining() {
    return remaining;
  }

  /** Works for a few seconds at most; cheap when there is nothing to do. */
  public synchronized void turn() {
    Optional<UUID> active = activeMasterKey();
    if (active.isEmpty() || active.get().equals(finishedFor)) {
      return;
    }
    for (int batch = 0; batch < BATCHES_A_TURN; batch++) {
      int rewrapped = transactions.rewrapBatch();
      done += rewrapped;
      if (rewrapped == 0) {
        finish(active.get());
        return;
      }
    }
    remaining = transactions.remaining();
  }

  private void finish(UUID active) {
    remaining = 0;
    finishedFor = active;
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

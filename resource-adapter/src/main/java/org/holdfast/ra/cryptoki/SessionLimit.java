package org.holdfast.ra.cryptoki;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmUnavailable;

/**
 * Keeps this process from having more sessions on a token than its vendor pack allows (B12). The
 * one that holds the login is among them. Users of connections wait for a free one, since the pool
 * knows of no limit of a token's and would open another; that no more are open is held as well.
 */
final class SessionLimit {

  private final int most;
  private final Semaphore unused;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param most as the vendor pack says: 2 or more
   */
  SessionLimit(int most) {
    this.most = most;
    this.unused = new Semaphore(most - 1, true);
  }

  /**
   * Waits until fewer connections are in use than there may be sessions.
   *
   * @throws HsmUnavailable with {@link HsmFault#BUSY} if that takes too long
   */
  SessionPermit reserve(String label, long patienceMillis) throws HsmUnavailable {
    boolean acquired = false;
    try {
      acquired = unused.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!acquired) {
      throw busy(label);
    }
    return new SessionPermit(unused::release);
  }

  /**
   * Counts a session that is about to be opened.
   *
   * @throws HsmUnavailable with {@link HsmFault#BUSY} if it would be one too many
   */
  void opening(String label) throws HsmUnavailable {
    if (open.incrementAndGet() > most - 1) {
      open.decrementAndGet();
      throw busy(label);
    }
  }

  /** A session that was counted is not there any more. */
  void closed() {
    open.decrementAndGet();
  }

  private HsmUnavailable busy(String label) {
    return new HsmUnavailable(
        HsmFault.BUSY,
        "Token %s has %d sessions in use, and its vendor pack allows no more"
            .formatted(label, most));
  }
}

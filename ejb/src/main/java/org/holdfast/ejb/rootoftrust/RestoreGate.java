package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * Keeps everybody from the vault's tables while a restore replaces them. Whoever works with them
 * {@linkplain #enter enters} first and {@linkplain #leave leaves} afterwards; a restore waits for
 * those that are inside: what they would still write belongs to the tables before.
 *
 * <p>Safe for use by many threads. A process that was killed during a restore begins with a closed
 * vault, and settles what was interrupted before it opens.
 */
@ApplicationScoped
public class RestoreGate {

  private final AtomicInteger inside = new AtomicInteger();
  private final Object left = new Object();
  private volatile boolean restoring;

  /** Whether a restore is under way; cheap. */
  public boolean isRestoring() {
    return restoring;
  }

  /** False if a restore is under way; otherwise {@link #leave} is to be called, on any thread. */
  public boolean enter() {
    inside.incrementAndGet();
    if (restoring) {
      leave();
      return false;
    }
    return true;
  }

  public void leave() {
    if (inside.decrementAndGet() == 0 && restoring) {
      synchronized (left) {
        left.notifyAll();
      }
    }
  }

  /**
   * @throws VaultException {@link ErrorCode#RESTORE_RUNNING}
   */
  public void requireNone() {
    if (restoring) {
      throw new VaultException(ErrorCode.RESTORE_RUNNING);
    }
  }

  void set(boolean now) {
    restoring = now;
  }

  /**
   * Waits until nobody is inside.
   *
   * @throws VaultException {@link ErrorCode#OPERATION_RUNNING} if somebody still is after that time
   */
  void awaitEmpty(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (left) {
      while (inside.get() > 0) {
        long remaining = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (remaining <= 0) {
          throw busy();
        }
        try {
          left.wait(remaining);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw busy();
        }
      }
    }
  }

  private VaultException busy() {
    return new VaultException(
        ErrorCode.OPERATION_RUNNING, inside.get() + " requests are still being served");
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** One Root of Trust operation at a time in this process, the reconciler among them. */
@ApplicationScoped
class OneOperation {

  private static final int PATIENCE_SECONDS = 5;

  private final Semaphore free = new Semaphore(1);

  /**
   * Waits a little for what the vault does by itself.
   *
   * @throws VaultException {@link ErrorCode#OPERATION_RUNNING} if another operation goes on
   */
  void run(Runnable operation) {
    boolean acquired = false;
    try {
      acquired = free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!acquired) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    runAndRelease(operation);
  }

  /** False, and nothing is run, if another operation is running. */
  boolean tryRun(Runnable operation) {
    if (!free.tryAcquire()) {
      return false;
    }
    runAndRelease(operation);
    return true;
  }

  private void runAndRelease(Runnable operation) {
    try {
      operation.run();
    } finally {
      free.release();
    }
  }
}

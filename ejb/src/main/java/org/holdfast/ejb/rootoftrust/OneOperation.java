package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** One Root of Trust operation at a time in this process, the reconciler among them. */
@ApplicationScoped
class OneOperation {

  private final Semaphore free = new Semaphore(1);

  /**
   * @throws VaultException {@link ErrorCode#OPERATION_RUNNING}
   */
  void run(Runnable operation) {
    if (!tryRun(operation)) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
  }

  /** False, and nothing is run, if another operation is running. */
  boolean tryRun(Runnable operation) {
    if (!free.tryAcquire()) {
      return false;
    }
    try {
      operation.run();
      return true;
    } finally {
      free.release();
    }
  }
}

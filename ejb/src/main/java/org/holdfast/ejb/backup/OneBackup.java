package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** One backup, test restore or restore at a time in this process. May end on another thread. */
@ApplicationScoped
class OneBackup {

  /** For as long a run may be shown as ended before its thread has put everything away. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final Semaphore free = new Semaphore(1);

  /** False if one is under way; otherwise {@link #end} is to be called. */
  boolean tryBegin() {
    return free.tryAcquire();
  }

  /**
   * Waits for a moment if one is under way.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_RUNNING}
   */
  void begin() {
    try {
      if (free.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new VaultException(ErrorCode.BACKUP_RUNNING);
  }

  void end() {
    free.release();
  }
}

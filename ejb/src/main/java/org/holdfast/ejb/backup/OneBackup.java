package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** One backup, test restore or restore at a time in this process. May end on another thread. */
@ApplicationScoped
class OneBackup {

  private final Semaphore free = new Semaphore(1);

  /** False if one is under way; otherwise {@link #end} is to be called. */
  boolean tryBegin() {
    return free.tryAcquire();
  }

  /**
   * @throws VaultException {@link ErrorCode#BACKUP_RUNNING}
   */
  void begin() {
    if (!tryBegin()) {
      throw new VaultException(ErrorCode.BACKUP_RUNNING);
    }
  }

  void end() {
    free.release();
  }
}

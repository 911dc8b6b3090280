package org.holdfast.ejb.backup;

import org.holdfast.domain.backup.BackupStore.BackupStoreException;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.error.Failures;

/** What went wrong, in codes. */
final class BackupFailures {

  private static final int MAX_DEPTH = 30;

  private BackupFailures() {}

  /** As {@link Failures#toVaultException}; what a stream of a store carries besides. */
  static VaultException of(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof BackupStoreException store) {
        return store.reason();
      }
      cause = cause.getCause();
    }
    return Failures.toVaultException(thrown);
  }

  /** The detail, or else what the code says. */
  static String text(VaultException failure) {
    String detail = failure.detail();
    return detail == null ? failure.code().title() : failure.code().title() + ": " + detail;
  }
}

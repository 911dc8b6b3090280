package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.rootoftrust.BackupOpener;
import org.holdfast.ejb.rootoftrust.RestoreOperation;
import org.jspecify.annotations.Nullable;

/** Runs a restore that was accepted, and remembers what came of it. */
@ApplicationScoped
class RestoreRun {

  @Inject private RestoreOperation operation;
  @Inject private RunBackup runBackup;
  @Inject private Destinations destinations;
  @Inject private BackupCheck check;
  @Inject private BackupLoader loader;
  @Inject private BackupOpener opener;
  @Inject private BackupTransactions transactions;
  @Inject private BackupProgress progress;
  @Inject private VaultTables tables;
  @Inject private Clock clock;

  private volatile @Nullable RestoreOutcome last;

  @Nullable RestoreOutcome last() {
    return last;
  }

  void accepted(String actor, CheckedBackup backup) {
    last =
        new RestoreOutcome(
            backup.destination(), backup.file(), actor, clock.instant(), null, null, null);
  }

  /** Runs it to its end; never throws. Closes the backup. */
  void run(String actor, CheckedBackup backup, boolean safetyBackup) {
    try {
      if (safetyBackup) {
        backUpFirst(actor, backup);
      }
      SystemMessages.LOG.restoring(backup.file());
      progress.begin(BackupProgress.Kind.RESTORE, backup.file(), clock.instant());
      String source = destinations.require(backup.destination()).name();
      operation.run(actor, new RestoreLoad(backup, source, check, loader, tables));
      ended(null);
      SystemMessages.LOG.restored(backup.file());
    } catch (RuntimeException e) {
      VaultException failure = BackupFailures.of(e);
      ended(failure);
      SystemMessages.LOG.restoreFailed(
          backup.file(), failure.code().id(), BackupFailures.text(failure), failure.code().cure());
    } finally {
      progress.end();
      backup.close();
    }
  }

  private void backUpFirst(String actor, CheckedBackup backup) {
    try {
      runBackup.runBeforeRestore(actor);
    } catch (RuntimeException e) {
      VaultException cause = BackupFailures.of(e);
      VaultException failure =
          new VaultException(
              cause.code(), "the backup of the present state: " + cause.detail(), cause);
      opener.leave(backup.opened());
      refused(actor, backup, failure);
      throw failure;
    }
  }

  private void refused(String actor, CheckedBackup backup, VaultException failure) {
    ErrorCode code = failure.code();
    try {
      transactions.audit(
          AuditEvent.failed(
              actor,
              AuditOperation.RESTORE,
              backup.manifest().id(),
              code,
              backup.file() + ": " + BackupFailures.text(failure)));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void ended(@Nullable VaultException failure) {
    RestoreOutcome begun = last;
    if (begun != null) {
      last =
          begun.ended(
              clock.instant(),
              failure == null ? null : failure.code(),
              failure == null ? null : failure.detail());
    }
  }
}

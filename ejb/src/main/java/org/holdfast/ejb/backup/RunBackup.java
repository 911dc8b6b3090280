package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.ejb.node.SystemMessages;

/** Runs one backup to its end, and keeps account of it. */
@ApplicationScoped
class RunBackup {

  /** What the backup that a restore makes beforehand is called. */
  private static final String BEFORE_RESTORE = "before-restore";

  @Inject private BackupTransactions transactions;
  @Inject private BackupMaking making;
  @Inject private BackupExpiry expiry;
  @Inject private BackupClaim claim;
  @Inject private BackupProgress progress;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** Runs a schedule's backup that was claimed; a failure is recorded, and tried again later. */
  void runClaimed(BackupRun run) {
    try {
      run(run, AuditEvent.SYSTEM);
    } catch (VaultException e) {
      // It is in the run, in the audit trail and in the log.
      return;
    }
    expiry.expire(run);
  }

  /**
   * Makes a full backup of the present state to the built-in destination.
   *
   * @throws VaultException why it failed
   */
  void runBeforeRestore(String actor) {
    BackupRun run =
        BackupRun.begun(
            Uuid7.next(random),
            BEFORE_RESTORE,
            Destination.LOCAL_ID,
            BackupType.FULL,
            clock.instant());
    transactions.begin(run, claim.owner(), claim.until());
    run(run, actor);
    expiry.expire(run);
  }

  /** A run that its process did not finish: nothing of it counts. */
  void interrupted(BackupRun run) {
    SystemMessages.LOG.backupInterrupted(run.scheduleName());
    // First: a destination that does not answer may take minutes to be given up.
    end(run, new VaultException(ErrorCode.BACKUP_INTERRUPTED), AuditEvent.SYSTEM);
    try {
      making.deleteLeftOvers(run);
    } catch (RuntimeException e) {
      // It counts for nothing, and the next run there deletes it.
      SystemMessages.LOG.leftOversNotDeleted(
          BackupFailures.text(BackupFailures.of(e)), String.valueOf(run.file()));
    }
  }

  private void run(BackupRun run, String actor) {
    claim.hold(run.id());
    progress.begin(BackupProgress.Kind.BACKUP, run.scheduleName(), clock.instant());
    try {
      BackupRun.Made made = making.make(run);
      Instant now = clock.instant();
      transactions.end(
          run.done(made, now),
          current -> current.succeeded(now),
          AuditEvent.succeeded(
              actor,
              AuditOperation.BACK_UP,
              run.id(),
              "%s: %s, %d bytes, %d objects"
                  .formatted(run.scheduleName(), made.file(), made.bytes(), made.objects())));
      SystemMessages.LOG.backedUp(made.file(), made.bytes(), made.objects());
    } catch (RuntimeException e) {
      VaultException failure = BackupFailures.of(e);
      failed(run, failure, actor);
      throw failure;
    } finally {
      progress.end();
      claim.release();
    }
  }

  private void failed(BackupRun run, VaultException failure, String actor) {
    SystemMessages.LOG.backupFailed(
        run.scheduleName(),
        failure.code().id(),
        BackupFailures.text(failure),
        failure.code().cure());
    try {
      // With the name of the file: what could not be deleted is deleted later.
      end(transactions.run(run.id()).orElse(run), failure, actor);
    } catch (RuntimeException e) {
      // The database is away: when it is back, the run counts as interrupted.
      claim.lost();
      failure.addSuppressed(e);
    }
  }

  private void end(BackupRun run, VaultException failure, String actor) {
    Instant now = clock.instant();
    transactions.end(
        run.failed(failure.code(), failure.detail(), now),
        current -> current.failed(now),
        AuditEvent.failed(
            actor,
            AuditOperation.BACK_UP,
            run.id(),
            failure.code(),
            run.scheduleName() + ": " + BackupFailures.text(failure)));
  }
}

package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.node.VaultConfig;
import org.jspecify.annotations.Nullable;

/**
 * Proves the last backup by a test restore without the recovery passphrase: with the HSM, or with
 * the wallet password in force. What it found is forgotten with the process, but for the proof.
 */
@ApplicationScoped
class BackupDrill {

  /** What kept the last backup from being proved. */
  record Failure(UUID run, ErrorCode code, String detail) {}

  @Inject private BackupCheck check;
  @Inject private TestRestore test;
  @Inject private BackupTransactions transactions;
  @Inject private VaultConfig config;
  @Inject private Clock clock;

  private volatile Instant next = Instant.EPOCH;
  private volatile @Nullable Failure failure;

  /** Null if the last backup was proved, or none was tried since the start. */
  @Nullable Failure failure() {
    return failure;
  }

  /** Whether it is time, and there is a backup that no test restore has proved. */
  boolean isDue() {
    Duration interval = config.proveInterval();
    if (interval.isZero() || clock.instant().isBefore(next)) {
      return false;
    }
    return transactions.lastDone().filter(run -> run.proved() == null).isPresent();
  }

  /** Proves the last backup; a failure is logged, recorded and shown. */
  void run() {
    Optional<BackupRun> last = transactions.lastDone();
    if (last.isPresent()) {
      try {
        prove(AuditEvent.SYSTEM, last.get());
      } catch (VaultException e) {
        // It is in the log, in the audit trail and in the status.
        return;
      }
    }
  }

  /**
   * @throws VaultException why it cannot be tried; what fails later is in the report
   */
  TestRestoreReport prove(String actor, BackupRun run) {
    next = clock.instant().plus(config.proveInterval());
    String file = run.file();
    if (file == null) {
      throw new VaultException(ErrorCode.BACKUP_UNKNOWN);
    }
    try (CheckedBackup backup = checked(actor, run, file)) {
      TestRestoreReport report = test.run(actor, backup);
      ErrorCode error = report.error();
      if (error == null) {
        failure = null;
      } else {
        failed(run, file, error, report.steps().get(report.steps().size() - 1).outcome());
      }
      return report;
    }
  }

  private CheckedBackup checked(String actor, BackupRun run, String file) {
    try {
      return check.toProve(run.destination(), file);
    } catch (RuntimeException e) {
      VaultException cause = BackupFailures.of(e);
      transactions.audit(
          AuditEvent.failed(
              actor,
              AuditOperation.TEST_RESTORE,
              run.id(),
              cause.code(),
              file + ": " + BackupFailures.text(cause)));
      failed(run, file, cause.code(), BackupFailures.text(cause));
      throw cause;
    }
  }

  private void failed(BackupRun run, String file, ErrorCode code, String detail) {
    failure = new Failure(run.id(), code, detail);
    SystemMessages.LOG.backupNotProved(file, code.id(), detail, code.cure());
  }
}

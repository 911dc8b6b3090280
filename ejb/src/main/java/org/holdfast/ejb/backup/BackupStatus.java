package org.holdfast.ejb.backup;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.RunStatus;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Says how backups stand. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BackupStatus {

  @Inject private BackupTransactions transactions;
  @Inject private BackupDrill drill;
  @Inject private BackupProgress progress;

  /**
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#DATABASE_AWAY}
   */
  public BackupStatusView current() {
    BackupRun last = transactions.last().orElse(null);
    BackupRun good = transactions.lastDone().orElse(null);
    Instant due =
        transactions.schedules().stream()
            .filter(schedule -> !schedule.paused())
            .map(BackupSchedule::nextRun)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new BackupStatusView(last, good, due, progress.now(), problem(last, good));
  }

  /**
   * Whether the last backup succeeded, and was not found unfit: for those who may know no more.
   *
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#DATABASE_AWAY}
   */
  @PermitAll
  public boolean isHealthy() {
    return problem(transactions.last().orElse(null), transactions.lastDone().orElse(null)) == null;
  }

  private BackupStatusView.@Nullable Problem problem(
      @Nullable BackupRun last, @Nullable BackupRun good) {
    ErrorCode error = last == null ? null : last.error();
    if (last != null && last.status() == RunStatus.FAILED && error != null) {
      String detail = last.errorDetail();
      return new BackupStatusView.Problem(
          BackupStatusView.Kind.LAST_BACKUP_FAILED, error, detail == null ? "" : detail);
    }
    BackupDrill.Failure failure = drill.failure();
    return failure != null && good != null && good.proved() == null
        ? new BackupStatusView.Problem(
            BackupStatusView.Kind.LAST_BACKUP_NOT_PROVED, failure.code(), failure.detail())
        : null;
  }
}

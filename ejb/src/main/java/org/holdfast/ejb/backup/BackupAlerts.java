package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.BackupSchedule;
import org.holdfast.domain.backup.RunStatus;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Whether backups are made, good and young enough. */
@ApplicationScoped
class BackupAlerts implements AlertSource {

  @Inject private BackupTransactions transactions;
  @Inject private BackupDrill drill;
  @Inject private Clock clock;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.BACKUP_FAILED, AlertKind.BACKUP_AGE, AlertKind.BACKUP_NOT_PROVED);
  }

  @Override
  public boolean needsDatabase() {
    return true;
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    Optional<BackupRun> last = transactions.last();
    if (last.filter(run -> run.status() == RunStatus.ONGOING).isPresent()) {
      // Whether it makes up for what failed is known when it has ended.
      return Optional.empty();
    }
    List<Finding> found = new ArrayList<>();
    last.ifPresent(run -> addFailure(found, run));
    BackupRun good = transactions.lastDone().orElse(null);
    addAge(found, good, Duration.ofHours(settings.backupHours()));
    BackupDrill.Failure failure = drill.failure();
    if (failure != null && good != null && good.proved() == null) {
      found.add(
          Finding.of(
              AlertKind.BACKUP_NOT_PROVED,
              Objects.requireNonNullElse(good.file(), good.scheduleName()),
              failure.code(),
              failure.detail()));
    }
    return Optional.of(found);
  }

  private static void addFailure(List<Finding> found, BackupRun last) {
    ErrorCode error = last.error();
    if (last.status() == RunStatus.FAILED && error != null) {
      found.add(
          Finding.of(
              AlertKind.BACKUP_FAILED,
              "schedule " + last.scheduleName(),
              error,
              Objects.requireNonNullElse(last.errorDetail(), "")));
    }
  }

  /** Where nobody has scheduled a backup none can be late; Home says that none is scheduled. */
  private void addAge(List<Finding> found, @Nullable BackupRun good, Duration most) {
    Instant made = good == null ? firstDue() : good.finished();
    Instant now = clock.instant();
    if (made != null && made.plus(most).isBefore(now)) {
      found.add(
          Finding.of(
              AlertKind.BACKUP_AGE,
              "last good backup",
              ErrorCode.BACKUP_OVERDUE,
              good == null
                  ? "none was made since the first was due, " + made
                  : "made " + made + "; it may be " + most.toHours() + " hours old"));
    }
  }

  private @Nullable Instant firstDue() {
    return transactions.schedules().stream()
        .map(BackupSchedule::start)
        .min(Instant::compareTo)
        .orElse(null);
  }
}

package org.holdfast.ejb.backup;

import java.time.Instant;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Backups at a glance.
 *
 * @param last run, however it ended; null before the first
 * @param lastGood run whose file is there; null if none is
 * @param nextDue when the next run is; null if no schedule has one
 * @param progress of what is under way; null if nothing is
 * @param problem null if all is well
 */
public record BackupStatusView(
    @Nullable BackupRun last,
    @Nullable BackupRun lastGood,
    @Nullable Instant nextDue,
    BackupProgress.@Nullable View progress,
    @Nullable Problem problem) {

  /** What is not well. */
  public enum Kind {
    LAST_BACKUP_FAILED,
    LAST_BACKUP_NOT_PROVED
  }

  /** What somebody should see to. */
  public record Problem(Kind kind, ErrorCode code, String detail) {}

  /** When a test restore of the last good backup succeeded; null if none did. */
  public @Nullable Instant lastProved() {
    return lastGood == null ? null : lastGood.proved();
  }
}

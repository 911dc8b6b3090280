package org.holdfast.domain.backup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether the next backup of a schedule may be an incremental one. */
public final class IncrementalRule {

  private IncrementalRule() {}

  /**
   * The full backup that the next one goes with; empty if a full one is due. Whether its file is
   * still there, and whether the database is the same, is for the caller to see.
   *
   * @param kept runs of the schedule whose files are there, in any order
   */
  public static Optional<BackupRun> base(BackupSchedule schedule, List<BackupRun> kept) {
    Optional<BackupRun> lastFull =
        kept.stream()
            .filter(run -> run.status() == RunStatus.DONE && run.type() == BackupType.FULL)
            .max(Comparator.comparing(BackupRun::started));
    return lastFull
        .filter(full -> full.snapshot() != null && full.file() != null)
        .filter(full -> full.destination().equals(schedule.destination()))
        .filter(full -> following(full.id(), kept) < schedule.incrementals());
  }

  private static long following(UUID full, List<BackupRun> kept) {
    return kept.stream()
        .filter(run -> run.status() == RunStatus.DONE && full.equals(run.base()))
        .count();
  }
}

package org.holdfast.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which backups of a schedule expire: those beyond its count, and those past its days. The newest
 * full one never does, and no full one that a kept incremental one needs.
 */
public final class Retention {

  private static final int BEFORE_RESTORES_COUNT = 3;
  private static final Duration BEFORE_RESTORES_DAYS = Duration.ofDays(30);

  private Retention() {}

  /**
   * The runs whose files are to be deleted, in the order in which that is safe at any point: each
   * incremental one before its full one.
   *
   * @param kept runs of the schedule whose files are there, in any order
   */
  public static List<BackupRun> expired(
      BackupSchedule schedule, List<BackupRun> kept, Instant now) {
    List<BackupRun> newestFirst =
        kept.stream()
            .filter(run -> run.status() == RunStatus.DONE)
            .sorted(Comparator.comparing(BackupRun::started).reversed())
            .toList();
    Set<UUID> needed = new HashSet<>();
    newestFirst.stream()
        .filter(run -> run.type() == BackupType.FULL)
        .findFirst()
        .ifPresent(run -> needed.add(run.id()));
    List<BackupRun> due = new ArrayList<>();
    for (int position = 0; position < newestFirst.size(); position++) {
      BackupRun run = newestFirst.get(position);
      UUID base = run.base();
      if (isDue(schedule, run, position, now)) {
        due.add(run);
      } else if (base != null) {
        needed.add(base);
      }
    }
    return due.stream()
        .filter(run -> !needed.contains(run.id()))
        .sorted(Comparator.comparing(BackupRun::type).reversed().thenComparing(BackupRun::started))
        .toList();
  }

  /**
   * Those of the backups made before restores that expire: all that are neither among the newest
   * three nor of the last 30 days.
   *
   * @param kept full backups of no schedule, in any order
   */
  public static List<BackupRun> expiredBeforeRestores(List<BackupRun> kept, Instant now) {
    Instant oldest = now.minus(BEFORE_RESTORES_DAYS);
    return kept.stream()
        .sorted(Comparator.comparing(BackupRun::started).reversed())
        .skip(BEFORE_RESTORES_COUNT)
        .filter(run -> run.started().isBefore(oldest))
        .toList();
  }

  private static boolean isDue(BackupSchedule schedule, BackupRun run, int position, Instant now) {
    Integer count = schedule.keepCount();
    Integer days = schedule.keepDays();
    return (count != null && position >= count)
        || (days != null && run.started().isBefore(now.minus(Duration.ofDays(days))));
  }
}

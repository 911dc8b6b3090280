package org.holdfast.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When backups are made, and where they go (S74).
 *
 * @param name unique among the node's schedules
 * @param start of the first run
 * @param period from one run to the next; null for a single run
 * @param incrementals how many incremental backups follow each full one
 * @param keepCount how many backups are kept, the newest ones; null for all
 * @param keepDays for how many days they are kept; null for ever
 * @param nextRun when the next run is due, or its next attempt; null if none follows
 * @param failures attempts in a row that failed
 */
public record BackupSchedule(
    UUID id,
    String name,
    UUID destination,
    Instant start,
    @Nullable Duration period,
    int incrementals,
    @Nullable Integer keepCount,
    @Nullable Integer keepDays,
    boolean paused,
    @Nullable Instant nextRun,
    int failures) {

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  /** How many attempts a single run has. */
  public static final int ATTEMPTS = 5;

  /**
   * @throws IllegalArgumentException if the period is not positive: no run would follow another
   */
  public BackupSchedule {
    if (period != null && (period.isZero() || period.isNegative())) {
      throw new IllegalArgumentException("A period is longer than nothing: " + period);
    }
  }

  public boolean isPeriodic() {
    return period != null;
  }

  public boolean isDue(Instant now) {
    return !paused && nextRun != null && !nextRun.isAfter(now);
  }

  /**
   * @param ongoing whether a run of it is under way
   */
  public ScheduleStatus status(boolean ongoing) {
    if (ongoing) {
      return ScheduleStatus.ONGOING;
    }
    if (nextRun == null) {
      return ScheduleStatus.DONE;
    }
    return paused ? ScheduleStatus.PAUSED : ScheduleStatus.ACTIVE;
  }

  /** After a run that succeeded. Runs that were missed are not made up one by one. */
  public BackupSchedule succeeded(Instant now) {
    return with(paused, following(now), 0);
  }

  /** After a run that failed: another attempt soon, later each time. */
  public BackupSchedule failed(Instant now) {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    Instant retry = now.plus(wait);
    Instant following = following(now);
    if (following == null) {
      return with(paused, failures + 1 < ATTEMPTS ? retry : null, failures + 1);
    }
    return with(paused, retry.isBefore(following) ? retry : following, failures + 1);
  }

  public BackupSchedule pause() {
    return with(true, nextRun, failures);
  }

  /** What was missed meanwhile is made up by one run. */
  public BackupSchedule resume() {
    return with(false, nextRun, failures);
  }

  private @Nullable Instant following(Instant now) {
    if (period == null) {
      return null;
    }
    if (now.isBefore(start)) {
      return start;
    }
    long periods = Duration.between(start, now).dividedBy(period) + 1;
    return start.plus(period.multipliedBy(periods));
  }

  private BackupSchedule with(boolean nowPaused, @Nullable Instant next, int nowFailures) {
    return new BackupSchedule(
        id,
        name,
        destination,
        start,
        period,
        incrementals,
        keepCount,
        keepDays,
        nowPaused,
        next,
        nowFailures);
  }
}

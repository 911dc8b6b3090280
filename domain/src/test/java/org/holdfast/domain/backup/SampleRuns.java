package org.holdfast.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Runs and schedules to try rules on. */
final class SampleRuns {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private SampleRuns() {}

  /** The full backup of that day. */
  static BackupRun full(int day) {
    return done(day, BackupType.FULL, null);
  }

  /** The incremental backup of that day, which goes with a full one. */
  static BackupRun incremental(int day, BackupRun base) {
    return done(day, BackupType.INCREMENTAL, base.id());
  }

  static BackupRun begun(int day) {
    return BackupRun.begun(
        new UUID(7, day), "nightly", Destination.LOCAL_ID, BackupType.FULL, onDay(day));
  }

  static BackupSchedule schedule(@Nullable Integer keepCount, @Nullable Integer keepDays) {
    return new BackupSchedule(
        new UUID(0, 9),
        "nightly",
        Destination.LOCAL_ID,
        START,
        Duration.ofDays(1),
        2,
        keepCount,
        keepDays,
        false,
        START,
        0);
  }

  static Instant onDay(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static BackupRun done(int day, BackupType type, @Nullable UUID base) {
    BackupRun run = begun(day);
    return run.done(
        new BackupRun.Made(
            type, "file-" + day, base, "10:20:", "system", Bytes.of((byte) day), 100, 5),
        onDay(day).plusSeconds(60));
  }
}

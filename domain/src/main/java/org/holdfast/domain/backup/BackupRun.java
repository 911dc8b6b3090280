package org.holdfast.domain.backup;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One run of a schedule (S76).
 *
 * @param schedule null for the backup that a restore makes beforehand
 * @param scheduleName at the time of the run
 * @param index from 1, within its schedule
 * @param scheduled when it was due
 * @param finished null while it is under way
 * @param file name at the destination; null until it is known
 * @param base run of the full backup that an incremental one goes with
 * @param snapshot what the backup holds, in PostgreSQL's words ({@code pg_snapshot}); later rows
 *     are those that it does not show
 * @param system of the database that the snapshot belongs to: an incremental backup of another one
 *     is not possible
 * @param sha256 of the whole file
 * @param objects security objects in it
 * @param error why it failed; null if it did not
 * @param proved when a test restore of it succeeded last; null if none did
 */
public record BackupRun(
    UUID id,
    @Nullable UUID schedule,
    String scheduleName,
    int index,
    BackupType type,
    RunStatus status,
    UUID destination,
    Instant scheduled,
    Instant started,
    @Nullable Instant finished,
    @Nullable String file,
    @Nullable UUID base,
    @Nullable String snapshot,
    @Nullable String system,
    @Nullable Bytes sha256,
    long bytes,
    long objects,
    @Nullable ErrorCode error,
    @Nullable String errorDetail,
    @Nullable Instant proved) {

  /**
   * What a run has made.
   *
   * @param base run of the full backup that it goes with; null for a full one
   */
  public record Made(
      BackupType type,
      String file,
      @Nullable UUID base,
      String snapshot,
      String system,
      Bytes sha256,
      long bytes,
      long objects) {}

  /** A run that has just begun. */
  public static BackupRun begun(
      UUID id, String scheduleName, UUID destination, BackupType type, Instant now) {
    return new BackupRun(
        id,
        null,
        scheduleName,
        1,
        type,
        RunStatus.ONGOING,
        destination,
        now,
        now,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        null,
        null,
        null);
  }

  /** The file's name is known, so that what a killed process leaves can be found. */
  public BackupRun writing(String name) {
    return with(status, finished, name, error, errorDetail, proved);
  }

  /** The file is at its destination and was read back. */
  public BackupRun done(Made made, Instant now) {
    return new BackupRun(
        id,
        schedule,
        scheduleName,
        index,
        made.type(),
        RunStatus.DONE,
        destination,
        scheduled,
        started,
        now,
        made.file(),
        made.base(),
        made.snapshot(),
        made.system(),
        made.sha256(),
        made.bytes(),
        made.objects(),
        null,
        null,
        null);
  }

  /** It came to nothing. */
  public BackupRun failed(ErrorCode code, @Nullable String detail, Instant now) {
    return with(RunStatus.FAILED, now, file, code, detail, proved);
  }

  /** The file was deleted: by the schedule's retention, or by an administrator. */
  public BackupRun expired() {
    return with(RunStatus.EXPIRED, finished, file, error, errorDetail, proved);
  }

  /** A test restore of it succeeded. */
  public BackupRun proved(Instant now) {
    return with(status, finished, file, error, errorDetail, now);
  }

  private BackupRun with(
      RunStatus nowStatus,
      @Nullable Instant nowFinished,
      @Nullable String nowFile,
      @Nullable ErrorCode nowError,
      @Nullable String nowDetail,
      @Nullable Instant nowProved) {
    return new BackupRun(
        id,
        schedule,
        scheduleName,
        index,
        type,
        nowStatus,
        destination,
        scheduled,
        started,
        nowFinished,
        nowFile,
        base,
        snapshot,
        system,
        sha256,
        bytes,
        objects,
        nowError,
        nowDetail,
        nowProved);
  }
}

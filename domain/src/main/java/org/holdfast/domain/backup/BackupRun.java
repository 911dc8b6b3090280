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
    @Nullable Instant proved) {}

package org.holdfast.ejb.backup;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.backup.BackupType;

/**
 * A backup at a destination, as far as its name tells (S77).
 *
 * @param schedule name of its schedule, in the form that file names have
 * @param hsmMode whether it was made in HSM mode
 */
public record BackupFile(
    UUID destination,
    String file,
    String schedule,
    BackupType type,
    Instant time,
    boolean hsmMode,
    long bytes) {}

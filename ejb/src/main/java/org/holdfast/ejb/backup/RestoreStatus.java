package org.holdfast.ejb.backup;

import org.holdfast.domain.backup.BackupProgress;
import org.jspecify.annotations.Nullable;

/**
 * How a restore stands.
 *
 * @param restoring whether requests are refused because of it
 * @param progress of what is under way, a backup among it; null if nothing is
 * @param last restore that this process has begun; null if none was
 */
public record RestoreStatus(
    boolean restoring, BackupProgress.@Nullable View progress, @Nullable RestoreOutcome last) {}

package org.holdfast.domain.doctor;

import java.time.Instant;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * How backups stand.
 *
 * @param lastGood when the last good one was made; null if there is none
 * @param nextDue when the next is made; null if none is scheduled
 * @param problem what is wrong with the last one; null if nothing is
 */
public record BackupFacts(
    @Nullable Instant lastGood, @Nullable Instant nextDue, @Nullable VaultException problem) {}

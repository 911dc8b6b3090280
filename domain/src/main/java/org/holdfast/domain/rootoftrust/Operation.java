package org.holdfast.domain.rootoftrust;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.jspecify.annotations.Nullable;

/**
 * An operation in the journal.
 *
 * @param newKey the Root of Trust key that it makes; null if it makes none
 * @param vendorId where that key is to be made
 * @param tokenLabel where that key is to be made
 * @param deadline when the console calls it overdue
 */
public record Operation(
    UUID id,
    OperationKind kind,
    OperationPhase phase,
    String actor,
    @Nullable String vendorId,
    @Nullable String tokenLabel,
    @Nullable KeyRef newKey,
    Instant started,
    Instant deadline) {}

package org.holdfast.domain.rootoftrust;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.jspecify.annotations.Nullable;

/**
 * An operation in the journal.
 *
 * @param newKey the Root of Trust key that it makes, or destroys; null if it does neither
 * @param vendorId where that key is to be made, or is
 * @param tokenLabel where that key is to be made, or is
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

package org.holdfast.domain.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the audit trail.
 *
 * @param node which node wrote it
 * @param sequence rising per node; a gap is a transaction that was rolled back, or a premise that
 *     did not hold
 * @param at UTC, to the microsecond
 */
public record AuditRecord(UUID node, long sequence, Instant at, AuditEvent event) {}

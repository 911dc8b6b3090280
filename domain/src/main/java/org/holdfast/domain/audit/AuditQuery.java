package org.holdfast.domain.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records are wanted; null means any.
 *
 * @param from from this time on
 * @param until before this time
 * @param subject the security object, or the operation, that it is about
 */
public record AuditQuery(
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String actor,
    @Nullable AuditOperation operation,
    @Nullable AuditOutcome outcome,
    @Nullable UUID subject) {

  public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null);
}

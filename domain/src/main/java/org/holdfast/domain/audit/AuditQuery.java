package org.holdfast.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records are wanted; null means any.
 *
 * @param from from this time on
 * @param until before this time
 */
public record AuditQuery(
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String actor,
    @Nullable AuditOperation operation,
    @Nullable AuditOutcome outcome) {

  public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null);
}

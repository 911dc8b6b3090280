package org.holdfast.domain.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are wanted; null means any.
 *
 * @param from raised from this time on
 * @param until raised before this time
 */
public record AlertQuery(
    @Nullable AlertState state,
    @Nullable AlertKind kind,
    @Nullable Severity severity,
    @Nullable Instant from,
    @Nullable Instant until) {

  public static final AlertQuery ALL = new AlertQuery(null, null, null, null, null);
}

package org.holdfast.domain.audit;

import java.time.Instant;

/**
 * How many audit records of an outcome were made within an hour.
 *
 * @param hour when it began, UTC
 */
public record HourCount(Instant hour, AuditOutcome outcome, long records) {}

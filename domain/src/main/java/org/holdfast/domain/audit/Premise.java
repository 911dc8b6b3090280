package org.holdfast.domain.audit;

import java.util.UUID;

/**
 * What an event rests on that was decided from memory: that the object, what wraps its data key and
 * the access tables are still what the caller knows. {@link AuditTrail#recordIf} compares it with
 * the database.
 *
 * @param object identifier of the object
 * @param revision of the object
 * @param dataKey row of the data key that its newest version is encrypted under
 * @param epoch of the access tables
 */
public record Premise(UUID object, UUID revision, UUID dataKey, long epoch) {}

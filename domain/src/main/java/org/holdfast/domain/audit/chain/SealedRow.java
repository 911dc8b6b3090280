package org.holdfast.domain.audit.chain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row and the segment that seals it.
 *
 * @param chain whose chain that is in; null if the row has no seal yet
 * @param position of the segment; null if the row has no seal yet
 */
public record SealedRow(AuditRow row, @Nullable UUID chain, @Nullable Long position) {}

package org.holdfast.persistence.audit;

import org.holdfast.domain.audit.AuditRecord;
import org.holdfast.domain.audit.Premise;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be written.
 *
 * @param premise what must hold for it to be written; null for a record that is written anyhow
 */
record Draft(AuditRecord record, @Nullable Premise premise) {}

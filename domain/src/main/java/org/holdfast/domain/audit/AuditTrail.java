package org.holdfast.domain.audit;

import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** The audit trail. */
public interface AuditTrail {

  /** Adds a record in the transaction of the caller: it is there if and only if that commits. */
  void append(AuditEvent event);

  /** Newest first. */
  Page<AuditRecord> query(AuditQuery query, PageRequest page);
}

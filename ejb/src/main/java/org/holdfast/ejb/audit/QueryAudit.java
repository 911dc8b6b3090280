package org.holdfast.ejb.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.AuditRecord;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** Reads the audit trail, newest first. */
@Stateless
@RolesAllowed(Role.Names.AUDIT_MANAGER)
public class QueryAudit {

  @Inject private AuditTrail audit;

  public Page<AuditRecord> query(AuditQuery query, PageRequest page) {
    return audit.query(query, page);
  }
}

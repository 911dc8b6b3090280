package org.holdfast.ejb.audit;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.SealedRow;
import org.jspecify.annotations.Nullable;

/** Gives the audit trail out, page by page, with the segments that seal its rows. */
@Stateless
@RolesAllowed(Role.Names.AUDIT_MANAGER)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportAudit {

  private static final int PAGE = 1_000;

  @Resource private SessionContext context;
  @Inject private AuditTrail audit;
  @Inject private AuditChain chain;

  /** Records that the trail is given out, before any of it is. */
  public void begin(AuditQuery query, String format) {
    audit.record(
        AuditEvent.succeeded(
            context.getCallerPrincipal().getName(),
            AuditOperation.EXPORT_AUDIT,
            null,
            format + describe(query)));
  }

  /**
   * The rows after that one, oldest first; the last page is empty.
   *
   * @param after null for the first page
   */
  public List<SealedRow> page(AuditQuery query, @Nullable AuditRow after) {
    return chain.export(query, after, PAGE);
  }

  private static String describe(AuditQuery query) {
    List<String> terms = new ArrayList<>();
    add(terms, "from", query.from());
    add(terms, "until", query.until());
    add(terms, "user", query.actor());
    add(terms, "operation", query.operation());
    add(terms, "outcome", query.outcome());
    add(terms, "subject", query.subject());
    return terms.isEmpty() ? ", all of it" : ", " + String.join(", ", terms);
  }

  private static void add(List<String> terms, String name, @Nullable Object value) {
    if (value != null) {
      terms.add(name + " " + value.toString().replaceAll("\\p{Cntrl}", ""));
    }
  }
}

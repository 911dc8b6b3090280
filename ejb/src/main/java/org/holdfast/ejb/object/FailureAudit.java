package org.holdfast.ejb.object;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;

/** Records a failure although the transaction of the failed call is rolled back. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class FailureAudit {

  @Inject private AuditTrail audit;

  public void record(AuditEvent event) {
    audit.append(event);
  }
}

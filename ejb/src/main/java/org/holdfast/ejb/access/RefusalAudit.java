package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Records that somebody was turned away before a use case was reached. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefusalAudit {

  @Inject private Refusals refusals;

  /**
   * Records a refusal by role; it is on disk when this returns. Of many a minute from callers who
   * are not signed in, it records how many.
   *
   * @param actor who was refused; null if nobody was signed in
   * @param what the method and path of the request, or the page; of its first 500 characters those
   *     that are no control characters are kept
   */
  public void refused(@Nullable String actor, String what) {
    if (actor == null) {
      refusals.recordUnproved(
          Refusals.UNKNOWN, AuditOperation.ACCESS, null, ErrorCode.NOT_SIGNED_IN, what);
    } else {
      refusals.record(actor, AuditOperation.ACCESS, null, ErrorCode.NOT_ALLOWED, what);
    }
  }
}

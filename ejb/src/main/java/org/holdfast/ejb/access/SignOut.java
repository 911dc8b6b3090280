package org.holdfast.ejb.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;

/** Records that a console session ends; ending it is the caller's part. */
@Stateless
@RolesAllowed({
  Role.Names.SYSTEM_ADMINISTRATOR,
  Role.Names.KEY_ADMINISTRATOR,
  Role.Names.AUDIT_MANAGER,
  Role.Names.USER
})
public class SignOut {

  @Resource private SessionContext context;
  @Inject private AccessTransactions transactions;

  /** The caller signs out. */
  public void signOut() {
    transactions.audit(
        AuditEvent.succeeded(
            context.getCallerPrincipal().getName(), AuditOperation.SIGN_OUT, null, ""));
  }

  /**
   * A session has ended without its user: nobody is signed in with this call.
   *
   * @param actor who was signed in
   * @param why in words
   */
  @PermitAll
  public void ended(String actor, String why) {
    transactions.audit(AuditEvent.succeeded(actor, AuditOperation.SIGN_OUT, null, why));
  }
}

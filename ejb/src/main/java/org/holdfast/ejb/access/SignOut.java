package org.holdfast.ejb.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;

/** Records that the caller signs out; ending the session is the caller's part. */
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

  public void signOut() {
    transactions.audit(
        AuditEvent.succeeded(
            context.getCallerPrincipal().getName(), AuditOperation.SIGN_OUT, null, ""));
  }
}

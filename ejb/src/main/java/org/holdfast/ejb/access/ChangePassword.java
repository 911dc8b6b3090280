package org.holdfast.ejb.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.PasswordHasher;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;

/** Changes the caller's password; their tokens and cached sign-ins end with it. */
@Stateless
@RolesAllowed({
  Role.Names.SYSTEM_ADMINISTRATOR,
  Role.Names.KEY_ADMINISTRATOR,
  Role.Names.AUDIT_MANAGER,
  Role.Names.USER
})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ChangePassword {

  @Resource private SessionContext context;
  @Inject private Authenticate authenticate;
  @Inject private AccessTransactions transactions;
  @Inject private IdentityCache cache;
  @Inject private PasswordHasher hasher;

  /**
   * @throws VaultException {@link ErrorCode#SIGN_IN_REFUSED}, {@link ErrorCode#PASSWORD_WEAK}
   */
  public void change(SecretChars currentPassword, SecretChars newPassword) {
    UserName name = new UserName(context.getCallerPrincipal().getName());
    try {
      authenticate.byPassword(name.value(), currentPassword);
    } catch (VaultException e) {
      throw e.atField("currentPassword");
    }
    requireStrong(name, newPassword);
    User user =
        transactions.find(name).orElseThrow(() -> new VaultException(ErrorCode.NOT_SIGNED_IN));
    transactions.changePassword(
        user,
        hasher.hash(newPassword),
        AuditEvent.succeeded(name.value(), AuditOperation.CHANGE_PASSWORD, null, ""));
    cache.forget(name);
  }

  private void requireStrong(UserName name, SecretChars newPassword) {
    try {
      hasher.requireStrong(name, newPassword);
    } catch (VaultException e) {
      throw e.atField("newPassword");
    }
  }
}

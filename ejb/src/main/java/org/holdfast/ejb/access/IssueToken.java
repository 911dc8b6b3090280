package org.holdfast.ejb.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.IssuedToken;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.IdentityCache.Purpose;

/** Gives the caller a short-lived bearer token: 256 random bits, good for a quarter of an hour. */
@Stateless
@RolesAllowed({
  Role.Names.SYSTEM_ADMINISTRATOR,
  Role.Names.KEY_ADMINISTRATOR,
  Role.Names.AUDIT_MANAGER,
  Role.Names.USER
})
public class IssueToken {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int LENGTH = 43;

  @Resource private SessionContext context;
  @Inject private AccessTransactions transactions;
  @Inject private IdentityCache cache;
  @Inject private SecureRandom random;

  /** The token, for the caller to close; it ends with a restart or a password change too. */
  public IssuedToken issue() {
    UserName name = new UserName(context.getCallerPrincipal().getName());
    long mark = cache.mark();
    User user =
        transactions.find(name).orElseThrow(() -> new VaultException(ErrorCode.NOT_SIGNED_IN));
    char[] text = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      text[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    SecretChars token = SecretChars.takeFrom(text);
    transactions.audit(AuditEvent.succeeded(name.value(), AuditOperation.ISSUE_TOKEN, null, ""));
    Instant expires = cache.put(Purpose.TOKEN, "", token, Caller.of(user), mark);
    return new IssuedToken(token, expires);
  }
}

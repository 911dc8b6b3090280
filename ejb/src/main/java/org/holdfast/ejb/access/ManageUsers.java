package org.holdfast.ejb.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import org.holdfast.domain.access.PasswordHasher;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.access.UserRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.secret.SecretChars;

/** Console users. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class ManageUsers {

  @Resource private SessionContext context;
  @Inject private UserRepository users;
  @Inject private PasswordHasher hasher;
  @Inject private AuditTrail audit;
  @Inject private SecureRandom random;

  /**
   * Makes a user.
   *
   * @param role any but {@link Role#ENDPOINT}
   * @param password stays the caller's
   * @throws VaultException {@link ErrorCode#USER_NAME_TAKEN}, {@link ErrorCode#PASSWORD_WEAK},
   *     {@link ErrorCode#INPUT_INVALID}
   */
  public User create(UserName name, Role role, SecretChars password) {
    if (role == Role.ENDPOINT) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "endpoints are enrolled, not made users")
          .atField("role");
    }
    hasher.requireStrong(name, password);
    requireFree(name);
    User user = new User(Uuid7.next(random), name, role, hasher.hash(password));
    users.add(user);
    audit.append(
        AuditEvent.succeeded(
            context.getCallerPrincipal().getName(),
            AuditOperation.CREATE_USER,
            user.id(),
            name + ": " + role.displayName()));
    return user;
  }

  /** By name. */
  public List<User> list() {
    return users.all();
  }

  /** Before the password is hashed, which takes time and memory. */
  private void requireFree(UserName name) {
    if (users.find(name).isPresent()) {
      throw new VaultException(ErrorCode.USER_NAME_TAKEN).atField("name");
    }
  }
}

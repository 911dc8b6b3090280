package org.holdfast.ejb.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;

/** Console users. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class ManageUsers {

  /**
   * Makes a user.
   *
   * @param role any but {@link Role#ENDPOINT}
   * @param password stays the caller's
   * @throws VaultException {@link ErrorCode#USER_NAME_TAKEN}, {@link ErrorCode#PASSWORD_WEAK},
   *     {@link ErrorCode#INPUT_INVALID}
   */
  public User create(UserName name, Role role, SecretChars password) {
    throw new UnsupportedOperationException();
  }

  /** By name. */
  public List<User> list() {
    throw new UnsupportedOperationException();
  }
}

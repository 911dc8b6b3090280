package org.holdfast.ejb.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.secret.SecretChars;

/** Changes the caller's password; their tokens and cached sign-ins end with it. */
@Stateless
@RolesAllowed({
  Role.Names.SYSTEM_ADMINISTRATOR,
  Role.Names.KEY_ADMINISTRATOR,
  Role.Names.AUDIT_MANAGER
})
public class ChangePassword {

  public void change(SecretChars currentPassword, SecretChars newPassword) {
    throw new UnsupportedOperationException();
  }
}

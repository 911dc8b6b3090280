package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Set Credential (S23 to S29). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class SetCredential {

  public void setCredential(
      String vendorId,
      SecretChars credential,
      @Nullable SecretChars recoveryPassphrase,
      @Nullable String tokenLabel) {
    throw new UnsupportedOperationException();
  }
}

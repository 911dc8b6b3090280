package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.secret.SecretChars;

/** Reverse Migrate (S31, S32): puts the wallet under the recovery passphrase again. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class ReverseMigrate {

  public void reverseMigrate(
      SecretChars credential, SecretChars oldPassphrase, SecretChars newPassphrase) {
    throw new UnsupportedOperationException();
  }
}

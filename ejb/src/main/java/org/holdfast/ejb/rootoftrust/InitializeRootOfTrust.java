package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Initialize (S13 to S18): makes the Root of Trust key and puts the wallet under it. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class InitializeRootOfTrust {

  public void initialize(
      String vendorId,
      SecretChars credential,
      SecretChars recoveryPassphrase,
      @Nullable String tokenLabel) {
    throw new UnsupportedOperationException();
  }
}

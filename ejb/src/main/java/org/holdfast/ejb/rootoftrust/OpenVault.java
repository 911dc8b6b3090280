package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;

/** Opens the vault now if it is closed (S86, S87). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class OpenVault {

  public RootOfTrustView open() {
    throw new UnsupportedOperationException();
  }
}

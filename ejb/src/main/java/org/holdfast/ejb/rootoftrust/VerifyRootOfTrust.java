package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;

/** Checks the HSM now (S80, S86). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class VerifyRootOfTrust {

  public RootOfTrustView verify() {
    throw new UnsupportedOperationException();
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Role;

/** What the HSM page shows. Asks the HSM nothing. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class RootOfTrustStatus {

  public RootOfTrustView current() {
    throw new UnsupportedOperationException();
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;

/** Opens the vault now if it is closed (S86, S87). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OpenVault {

  @Inject private VaultOpener opener;
  @Inject private RootOfTrustStatus status;

  /** The state afterwards; a failure is a state too, with its cause. */
  public RootOfTrustView open() {
    opener.openIfClosed();
    return status.current();
  }
}

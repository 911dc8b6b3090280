package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;

/** Checks the HSM now (S80, S86), and opens the vault if it is closed and can be opened. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VerifyRootOfTrust {

  @Inject private HsmMonitor monitor;

  @Inject private VaultOpener opener;
  @Inject private RootOfTrustStatus status;

  /** The state afterwards; a failure is a state too, with its cause. */
  public RootOfTrustView verify() {
    monitor.check();
    opener.openIfClosed();
    return status.current();
  }
}

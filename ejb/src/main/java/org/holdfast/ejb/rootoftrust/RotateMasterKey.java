package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;

/** Gives the vault a fresh master key, and shows how far re-wrapping under it has come. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RotateMasterKey {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;
  @Inject private Rewrapping rewrapping;

  /**
   * Rotates the master key. Data keys are re-wrapped behind; reads and writes go on meanwhile.
   *
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#VAULT_CLOSED}, {@link
   *     ErrorCode#OPERATION_RUNNING}; in HSM mode what may be wrong with the HSM
   */
  public MasterKeyView rotate() {
    rewrapping.view();
    runner.run(context.getCallerPrincipal().getName(), new RotateMasterKeyWork(tools));
    return rewrapping.view();
  }

  /**
   * The master key now.
   *
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#VAULT_CLOSED}
   */
  public MasterKeyView current() {
    return rewrapping.view();
  }
}

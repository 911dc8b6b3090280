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
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Initialize (S13 to S18): makes the Root of Trust key and puts the wallet under it. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InitializeRootOfTrust {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;

  /**
   * Initializes the Root of Trust. When it returns, HSM mode is in force.
   *
   * @param vendorId id of the vendor
   * @param credential logs in to the token; sent to it once
   * @param recoveryPassphrase as set at post-install or in the last reverse migrate
   * @param tokenLabel null if the only token is meant (S15), or the credential names it (S106)
   * @param allowModuleProtection whether an Entrust credential that names no softcard and no card
   *     set is really meant to be a module passphrase (S109)
   * @throws org.holdfast.domain.error.VaultException why it failed; then nothing is stored, and no
   *     key is left on the token ({@link ErrorCode#CREDENTIAL_REFUSED} and many others)
   */
  public void initialize(
      String vendorId,
      SecretChars credential,
      SecretChars recoveryPassphrase,
      @Nullable String tokenLabel,
      boolean allowModuleProtection) {
    runner.run(
        context.getCallerPrincipal().getName(),
        new InitializeWork(
            tools, vendorId, credential, recoveryPassphrase, tokenLabel, allowModuleProtection));
  }
}

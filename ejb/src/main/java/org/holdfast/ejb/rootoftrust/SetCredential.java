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

/**
 * Set Credential (S23 to S30): stores another HSM credential, vendor or token label. In HSM mode it
 * is proved to reach the Root of Trust key; otherwise it prepares this server for a restore.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SetCredential {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;

  /**
   * Proves and stores the credential. A vault that was closed for want of it is open afterwards.
   *
   * @param root name of the Root of Trust that it is for; null for the primary one
   * @param recoveryPassphrase asked for in HSM mode; null otherwise
   * @param tokenLabel null if the credential names the token (S106); or if that of the Root of
   *     Trust is meant, with the label it is recorded with; or else the only token (S15)
   * @param allowModuleProtection as in {@link InitializeRootOfTrust}
   * @throws org.holdfast.domain.error.VaultException why it failed; what was stored before stays
   *     stored and used (S25), and nothing is stored where nothing was (S26) ({@link
   *     ErrorCode#CREDENTIAL_REFUSED} and many others)
   */
  public void setCredential(
      String vendorId,
      SecretChars credential,
      @Nullable SecretChars recoveryPassphrase,
      @Nullable String tokenLabel,
      boolean allowModuleProtection,
      @Nullable String root) {
    runner.run(
        context.getCallerPrincipal().getName(),
        new SetCredentialWork(
            tools,
            vendorId,
            credential,
            recoveryPassphrase,
            tokenLabel,
            allowModuleProtection,
            root));
  }
}

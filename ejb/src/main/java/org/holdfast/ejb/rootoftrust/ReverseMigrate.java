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

/** Reverse Migrate (S31, S32): puts the wallet under the recovery passphrase again. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReverseMigrate {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;

  /**
   * Leaves HSM mode. The Root of Trust key stays on the token, for backups made under it.
   *
   * @param newPassphrase may be the old one, to keep it
   * @throws org.holdfast.domain.error.VaultException why it failed; HSM mode stays in force ({@link
   *     ErrorCode#RECOVERY_PASSPHRASE_WRONG}, {@link ErrorCode#CREDENTIAL_REFUSED} and others)
   */
  public void reverseMigrate(
      SecretChars credential, SecretChars oldPassphrase, SecretChars newPassphrase) {
    runner.run(
        context.getCallerPrincipal().getName(),
        new ReverseMigrateWork(tools, credential, oldPassphrase, newPassphrase));
  }
}

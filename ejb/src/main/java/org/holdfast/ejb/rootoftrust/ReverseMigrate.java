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

/** Reverse Migrate (S31, S32): puts the wallet under the recovery passphrase again. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReverseMigrate {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;

  /**
   * Leaves HSM mode. The Root of Trust keys stay on their tokens, for backups made under it.
   *
   * @param newPassphrase may be the old one, to keep it
   * @param root name of the Root of Trust that the credential is for, which must be up; null for
   *     the primary one. All of them are let go of
   * @throws org.holdfast.domain.error.VaultException why it failed; HSM mode stays in force ({@link
   *     ErrorCode#RECOVERY_PASSPHRASE_WRONG}, {@link ErrorCode#CREDENTIAL_REFUSED} and others)
   */
  public void reverseMigrate(
      SecretChars credential,
      SecretChars oldPassphrase,
      SecretChars newPassphrase,
      @Nullable String root) {
    runner.run(
        context.getCallerPrincipal().getName(),
        new ReverseMigrateWork(tools, credential, oldPassphrase, newPassphrase, root));
  }
}

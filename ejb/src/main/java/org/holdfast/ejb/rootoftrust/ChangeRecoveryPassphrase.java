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

/** Change Recovery Passphrase (S7), in both modes; the HSM is not asked. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ChangeRecoveryPassphrase {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;

  /**
   * Puts the new recovery passphrase in force. Backups made before keep the former one.
   *
   * @throws org.holdfast.domain.error.VaultException why it failed; the former passphrase stays in
   *     force: {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}, {@link ErrorCode#PASSPHRASE_WEAK},
   *     {@link ErrorCode#PASSPHRASE_UNCHANGED} and others
   */
  public void change(SecretChars former, SecretChars replacement) {
    runner.run(
        context.getCallerPrincipal().getName(),
        new ChangePassphraseWork(tools, former, replacement));
  }
}

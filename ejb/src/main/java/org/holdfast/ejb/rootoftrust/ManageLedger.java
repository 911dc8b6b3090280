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
import org.holdfast.domain.rootoftrust.ledger.Ledger;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * The safe-to-destroy ledger (B9): what needs each key, and the destruction of those that nothing
 * needs.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManageLedger {

  @Resource private SessionContext context;
  @Inject private OperationRunner runner;
  @Inject private WorkTools tools;
  @Inject private LedgerReader reader;

  /** The ledger now; of a closed vault without master keys. Asks the HSM nothing. */
  public Ledger read() {
    return reader.read();
  }

  /**
   * Destroys a former Root of Trust key on its token, and reads back that it is gone. A key that is
   * not on the token any more is recorded as destroyed.
   *
   * @param confirmation the key number, as typed
   * @param credential of a token that is no Root of Trust's any more, used once; null otherwise
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#DESTROY_NOT_CONFIRMED},
   *     {@link ErrorCode#LEDGER_KEY_UNKNOWN}, {@link ErrorCode#KEY_IN_FORCE}, {@link
   *     ErrorCode#KEY_STILL_NEEDED}, {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}, {@link
   *     ErrorCode#LEDGER_CREDENTIAL_NEEDED}, {@link ErrorCode#LEDGER_TOKEN_OTHER}, {@link
   *     ErrorCode#ROOT_KEY_NOT_RECORDED}, {@link ErrorCode#ROOT_KEY_NOT_GONE}; what may be wrong
   *     with the HSM
   */
  public void destroyRootKey(
      String tokenSerial,
      int number,
      String confirmation,
      SecretChars recoveryPassphrase,
      @Nullable SecretChars credential) {
    runner.run(
        actor(),
        new DestroyRootKeyWork(
            tools,
            reader,
            tokenSerial,
            number,
            new DestroyRootKeyWork.Confirmed(confirmation, recoveryPassphrase, credential)));
  }

  /**
   * Takes a former generation of the master key out of the wallet.
   *
   * @param confirmation the generation, as typed
   * @throws org.holdfast.domain.error.VaultException {@link ErrorCode#DESTROY_NOT_CONFIRMED},
   *     {@link ErrorCode#VAULT_CLOSED}, {@link ErrorCode#LEDGER_KEY_UNKNOWN}, {@link
   *     ErrorCode#KEY_IN_FORCE}, {@link ErrorCode#KEY_STILL_NEEDED}, {@link
   *     ErrorCode#RECOVERY_PASSPHRASE_WRONG}; in HSM mode what may be wrong with the HSM
   */
  public void destroyMasterKey(
      int generation, String confirmation, SecretChars recoveryPassphrase) {
    runner.run(
        actor(),
        new DestroyMasterKeyWork(tools, reader, generation, confirmation, recoveryPassphrase));
  }

  private String actor() {
    return context.getCallerPrincipal().getName();
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.rootoftrust.VaultClosure;
import org.holdfast.domain.wallet.Vault;

/**
 * Close vault, the emergency lock: the master keys are wiped from memory at once, and nothing but
 * {@link OpenVault} opens the vault again, not even a restart.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CloseVault {

  @Resource private SessionContext context;
  @Inject private ClosedVault closed;
  @Inject private Vault vault;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Closes the vault. It waits for nothing but calls that have the master keys in hand.
   *
   * @param reason for the audit trail; one line
   * @throws VaultException {@link ErrorCode#INPUT_MISSING}, {@link ErrorCode#INPUT_INVALID}, {@link
   *     ErrorCode#NOT_INSTALLED}; {@link ErrorCode#VAULT_CLOSED_ALREADY} with the reason in force:
   *     it stays closed for that one, unless somebody is opening it, whom this closing outlasts;
   *     {@link ErrorCode#CLOSURE_NOT_RECORDED}: it is closed all the same
   */
  public void close(String reason) {
    String checked = VaultClosure.requireReason(reason);
    if (vault.status().cause() == ErrorCode.NOT_INSTALLED) {
      throw new VaultException(ErrorCode.NOT_INSTALLED);
    }
    closed.close(
        new VaultClosure(
            Uuid7.next(random),
            context.getCallerPrincipal().getName(),
            checked,
            clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }
}

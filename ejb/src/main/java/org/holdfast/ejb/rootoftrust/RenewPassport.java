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
import org.holdfast.domain.error.VaultException;

/**
 * Takes the Root of Trust's passport anew (B5), after a change that was meant, such as new firmware
 * of the HSM.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RenewPassport {

  @Resource private SessionContext context;
  @Inject private HsmMonitor monitor;
  @Inject private Passports passports;
  @Inject private OneOperation oneOperation;

  /**
   * Checks the HSM, and keeps what key and token are like now.
   *
   * @param note why, for the audit trail
   * @throws VaultException {@link ErrorCode#HSM_MODE_REQUIRED}; {@link
   *     ErrorCode#OPERATION_RUNNING}; why the check failed: the passport stays what it is then
   */
  public void renew(String note) {
    // No operation may change what is looked at until it is written down.
    oneOperation.run(() -> checkAndRenew(note));
  }

  private void checkAndRenew(String note) {
    if (!monitor.check()) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    if (monitor.findings().isWithoutHsm()) {
      throw new VaultException(ErrorCode.HSM_MODE_REQUIRED);
    }
    HsmHealth health =
        monitor.findings().overall().orElseThrow(() -> new VaultException(ErrorCode.STARTING));
    ErrorCode cause = health.cause();
    if (cause != null) {
      String detail = health.detail();
      throw detail == null ? new VaultException(cause) : new VaultException(cause, detail);
    }
    for (HsmObservation seen : monitor.findings().observations()) {
      passports.renew(seen, context.getCallerPrincipal().getName(), note);
    }
  }
}

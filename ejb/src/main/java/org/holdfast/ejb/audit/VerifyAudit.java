package org.holdfast.ejb.audit;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.RestoreGate;

/** Verifies that the audit trail is what was sealed (B11). */
@Stateless
@RolesAllowed({Role.Names.AUDIT_MANAGER, Role.Names.SYSTEM_ADMINISTRATOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VerifyAudit {

  @Resource private SessionContext context;
  @Inject private Verifications verifications;
  @Inject private RestoreGate gate;

  /**
   * Begins a verification and waits a while for its end: that of a short trail is told at once.
   *
   * @throws VaultException {@link ErrorCode#AUDIT_VERIFICATION_RUNNING}, {@link
   *     ErrorCode#RESTORE_RUNNING}
   */
  public VerificationView start(Duration patience) {
    gate.requireNone();
    VerificationView begun = verifications.start(context.getCallerPrincipal().getName());
    verifications.await(patience);
    return verifications.last().orElse(begun);
  }

  /**
   * The one that runs, or the last.
   *
   * @throws VaultException {@link ErrorCode#AUDIT_VERIFICATION_UNKNOWN}
   */
  public VerificationView last() {
    return find().orElseThrow(() -> new VaultException(ErrorCode.AUDIT_VERIFICATION_UNKNOWN));
  }

  /** The same; empty if there was none since the start. */
  public Optional<VerificationView> find() {
    return verifications.last();
  }

  /** Ends the one that runs, if one does. */
  public void cancel() {
    verifications.cancel();
  }
}

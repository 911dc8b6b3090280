package org.holdfast.ejb.rootoftrust;

import static jakarta.ejb.TransactionAttributeType.MANDATORY;
import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.List;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.ClosureRepository;
import org.holdfast.domain.rootoftrust.VaultClosure;

/** What is recorded of closing and opening the vault: fact and audit record together. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class ClosureTransactions {

  @Inject private ClosureRepository closures;
  @Inject private AuditTrail audit;

  public void close(VaultClosure closure) {
    closures.add(closure);
    audit.append(
        AuditEvent.succeeded(
            closure.by(), AuditOperation.CLOSE_VAULT, closure.id(), closure.reason()));
  }

  /** Records that the vault was not closed again, and the reason for which it was to be. */
  public void refused(VaultClosure wanted, VaultException refusal) {
    audit.append(
        AuditEvent.failed(
            wanted.by(),
            AuditOperation.CLOSE_VAULT,
            null,
            refusal.code(),
            "%s; now it was: %s".formatted(refusal.getMessage(), wanted.reason())));
  }

  /** The closures that keep the vault closed, newest first. */
  public List<VaultClosure> inForce() {
    return closures.inForce();
  }

  /**
   * Ends closures, as part of the commit of the operation that opens the vault.
   *
   * @param seen those that were in force when the operation was begun
   * @throws VaultException {@link ErrorCode#CLOSED_BY_ADMINISTRATOR} if there is a later one
   */
  @TransactionAttribute(MANDATORY)
  public void end(List<VaultClosure> seen, String by) {
    List<VaultClosure> now = closures.inForce();
    if (!seen.containsAll(now)) {
      throw new VaultException(ErrorCode.CLOSED_BY_ADMINISTRATOR, now.get(0).describe());
    }
    closures.end(now.stream().map(VaultClosure::id).toList(), by);
  }
}

package org.holdfast.ejb.rootoftrust;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationJournal;
import org.holdfast.domain.rootoftrust.OperationPhase;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustRepository;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.rootoftrust.ledger.LedgerRepository;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.RefusedCredential;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a Root of Trust operation, each a transaction of its own: state, journal and audit
 * record together or not at all.
 */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class RootOfTrustTransactions {

  @Inject private RootOfTrustRepository states;
  @Inject private OperationJournal journal;
  @Inject private AuditTrail audit;
  @Inject private VaultHome home;
  @Inject private LedgerRepository ledger;

  public RootOfTrustState load() {
    return states.load();
  }

  /** Whether the token refused the stored credential: to this vault, or to a command (B3). */
  public boolean credentialRefused(TokenAddress token) {
    RefusedCredential beside = new RefusedCredential(home);
    boolean remembered = beside.isRemembered(token.vendorId(), token.tokenLabel());
    if (states.credentialRefused(token).isEmpty()) {
      return remembered;
    }
    if (!remembered) {
      // The file of credentials is another one since: a new credential of another token.
      remember(beside, token);
    }
    return true;
  }

  /** Remembers it, beside the credential too: a command without the database must not send it. */
  public void saveCredentialRefused(TokenAddress token) {
    states.saveCredentialRefused(token, true);
    remember(new RefusedCredential(home), token);
  }

  private static void remember(RefusedCredential beside, TokenAddress token) {
    try {
      beside.remember(token.vendorId(), token.tokenLabel());
    } catch (VaultException e) {
      // The database has it; a full disk must not undo that.
      SystemMessages.LOG.debug("The refusal is not written beside the credential", e);
    }
  }

  /**
   * Records the intent.
   *
   * @param transition from the state now to the one during the operation
   * @throws VaultException {@link ErrorCode#OPERATION_RUNNING} if another one is open
   */
  public void begin(Operation operation, UnaryOperator<RootOfTrustState> transition) {
    RootOfTrustState before = states.lock();
    if (!journal.open().isEmpty()) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    journal.begin(operation);
    RootOfTrustState during = transition.apply(before);
    if (!during.equals(before)) {
      states.save(during);
    }
    audit.append(
        new AuditEvent(
            operation.actor(),
            operation.kind().auditOperation(),
            AuditOutcome.STARTED,
            operation.id(),
            null,
            ""));
  }

  /**
   * What an operation changes in the database at its point of no return.
   *
   * @param plan what the files become
   * @param transition from the state during the operation to the one after it
   * @param alongside what else is part of the commit
   * @param accepted tokens that have accepted the credentials now stored for them
   * @param former keys that stay on their tokens, out of force
   * @param auditDetail in words, for the audit trail
   */
  public record Commit(
      FilePlan plan,
      UnaryOperator<RootOfTrustState> transition,
      Runnable alongside,
      List<TokenAddress> accepted,
      List<FormerKey> former,
      String auditDetail) {

    public Commit {
      accepted = List.copyOf(accepted);
      former = List.copyOf(former);
    }
  }

  /** The point of no return: the new state, what the files become, and the audit record. */
  public void commit(Operation operation, Commit commit) {
    journal.plan(operation.id(), commit.plan());
    journal.advance(operation.id(), OperationPhase.COMMITTED);
    states.save(commit.transition().apply(states.lock()));
    commit.accepted().forEach(token -> states.saveCredentialRefused(token, false));
    commit.former().forEach(journal::addFormerKey);
    commit.alongside().run();
    audit.append(
        AuditEvent.succeeded(
            operation.actor(),
            operation.kind().auditOperation(),
            operation.id(),
            commit.auditDetail()));
  }

  public void renumber(Operation operation, KeyRef newKey) {
    journal.renumber(operation.id(), newKey);
  }

  public void done(Operation operation) {
    journal.advance(operation.id(), OperationPhase.DONE);
  }

  /**
   * Takes the intent back.
   *
   * @param cause why, towards the caller
   * @param orphan the key that could not be destroyed; null if none is left
   */
  public void undo(
      Operation operation, AuditOutcome outcome, VaultException cause, @Nullable KeyRef orphan) {
    journal.advance(operation.id(), OperationPhase.UNDONE);
    RootOfTrustState state = states.lock();
    if (state instanceof RootOfTrustState.Initializing initializing) {
      states.save(initializing.undo());
    } else if (state instanceof RootOfTrustState.ReverseMigrating migrating) {
      states.save(migrating.undo());
    } else if (state instanceof RootOfTrustState.Restoring restoring) {
      states.save(restoring.undo());
    }
    String vendor = operation.vendorId();
    if (orphan != null && vendor != null) {
      journal.addOrphan(new OrphanKey(operation.id(), vendor, operation.tokenLabel(), orphan));
    }
    String message = cause.getMessage();
    audit.append(
        new AuditEvent(
            operation.actor(),
            operation.kind().auditOperation(),
            outcome,
            operation.id(),
            cause.code(),
            (message == null ? "" : message) + (orphan == null ? "" : "; left: " + orphan)));
  }

  public void audit(AuditEvent event) {
    audit.append(event);
  }

  public List<Operation> open() {
    return journal.open();
  }

  /** The operation as the journal has it now; empty if it is neither intended nor committed. */
  public Optional<Operation> find(UUID id) {
    return journal.open().stream().filter(operation -> operation.id().equals(id)).findFirst();
  }

  public FilePlan planOf(Operation operation) {
    return journal.planOf(operation.id());
  }

  public List<OrphanKey> orphans() {
    return journal.orphans();
  }

  public void orphanDestroyed(OrphanKey orphan) {
    journal.orphanDestroyed(orphan);
  }

  /**
   * Records that an operation which was interrupted has destroyed its key all the same.
   *
   * @param detail in words, for the audit trail
   */
  public void destroyed(Operation operation, Instant at, String detail) {
    journal.advance(operation.id(), OperationPhase.DONE);
    ledger.destroyed(operation.id(), at);
    audit.append(
        AuditEvent.succeeded(
            operation.actor(), operation.kind().auditOperation(), operation.id(), detail));
  }

  /** The key that the operation was to destroy, if it is not recorded as destroyed. */
  public List<RootOfTrust> beingDestroyed(Operation operation) {
    return ledger.beingDestroyed(operation.id());
  }

  public List<FormerKey> formerKeys() {
    return journal.formerKeys();
  }

  public Map<HomeFile, Bytes> digests() {
    return journal.digests();
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationPhase;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.ejb.node.DatabaseOutage;
import org.holdfast.ejb.node.PeriodicTask;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * Settles operations that a crash or a lost database interrupted: what is past the point of no
 * return is finished, what is before it is undone (B7).
 */
@ApplicationScoped
class RootOfTrustReconciler {

  @Inject private OneOperation oneOperation;
  @Inject private RootOfTrustTransactions transactions;
  @Inject private VaultHome home;
  @Inject private KeyFile keyFile;
  @Inject private HsmWallet hsmWallet;
  @Inject private HsmConnectionFactory hsm;
  @Inject private VaultTables tables;
  @Inject private RootKey rootKey;
  @Inject private HsmMonitor monitor;
  @Inject private RestoreGate gate;
  @Inject private VendorHooks hooks;
  @Inject private DestroyedKey destroyedKey;
  @Inject private Event<VaultRestored> restored;

  private volatile boolean leftOversDropped;

  /**
   * Settles what is open, if no operation is running in this process.
   *
   * @return whether anything was settled, so that the vault is to be opened anew
   */
  boolean settle() {
    if (leftOversDropped && transactions.open().isEmpty()) {
      return false;
    }
    boolean[] settled = {false};
    oneOperation.tryRun(
        () -> {
          for (Operation operation : transactions.open()) {
            keepOut(operation);
            settleAlone(operation);
            settled[0] = true;
          }
          dropLeftOvers();
        });
    return settled[0];
  }

  /**
   * Lets everybody in again if a restore kept them out and is settled; to be called when the vault
   * has the master keys that go with its tables.
   */
  void letIn() {
    if (gate.isRestoring()) {
      oneOperation.tryRun(() -> gate.set(!transactions.open().isEmpty()));
    }
  }

  /** No operation is open now, so whatever is still staged belongs to none. */
  private void dropLeftOvers() {
    if (!leftOversDropped) {
      leftOversDropped = true;
      try {
        home.dropAllStaging();
      } catch (VaultException e) {
        // What is left is sealed; it must not keep the vault from opening.
        PeriodicTask.failed(e);
      }
      dropTables();
    }
  }

  private void keepOut(Operation operation) {
    if (operation.kind() == OperationKind.RESTORE) {
      gate.set(true);
    }
  }

  /** Tables that a restore made beside those in force, or has put out of force. */
  private void dropTables() {
    try {
      tables.dropLeftOvers();
    } catch (RuntimeException e) {
      // They take room, and harm nothing else; the next start tries again.
      SystemMessages.LOG.stagedTablesLeft(DatabaseOutage.leftOut(e));
    }
  }

  private void settleAlone(Operation operation) {
    monitor.findings().changeBegins();
    try {
      settle(operation);
      // What is in force now was not looked at yet.
      monitor.findings().reset();
    } finally {
      monitor.findings().changeEnds();
    }
  }

  private void settle(Operation operation) {
    if (operation.phase() == OperationPhase.COMMITTED) {
      home.apply(operation.id(), transactions.planOf(operation));
      transactions.done(operation);
      rootKey.changed();
      hooks.owe(operation);
      if (operation.kind() == OperationKind.RESTORE) {
        dropTables();
        restored.fire(new VaultRestored(operation.actor()));
      }
      SystemMessages.LOG.operationFinished(operation.kind().name(), operation.id().toString());
      return;
    }
    Optional<String> interrupted =
        operation.kind() == OperationKind.DESTROY_ROOT_KEY
            ? destroyedKey.settle(operation)
            : Optional.of("it was interrupted");
    if (interrupted.isEmpty()) {
      rootKey.changed();
      SystemMessages.LOG.operationFinished(operation.kind().name(), operation.id().toString());
    } else {
      KeyRef orphan = destroyKey(operation);
      transactions.undo(
          operation,
          AuditOutcome.UNDONE,
          new VaultException(ErrorCode.OPERATION_UNDONE, interrupted.get()),
          orphan);
      // Last: if this is interrupted too, the next attempt needs the staged credential.
      home.dropStaging(operation.id());
      if (operation.kind() == OperationKind.RESTORE) {
        dropTables();
      }
      SystemMessages.LOG.operationUndone(operation.kind().name(), operation.id().toString());
    }
  }

  /** The key that the operation may have made and that is still there; null if none is. */
  private @Nullable KeyRef destroyKey(Operation operation) {
    KeyRef key = operation.newKey();
    String vendor = operation.vendorId();
    if (key == null || vendor == null) {
      return null;
    }
    TokenAddress token = new TokenAddress(vendor, operation.tokenLabel());
    return switch (operation.kind()) {
      case INITIALIZE, ADD_ROOT -> destroyWithStaged(operation, token, key);
      case ROTATE_ROOT -> destroyInForce(token, key);
      default -> null;
    };
  }

  /** On a token that others need: its login stays, and so does a key that is in force. */
  private @Nullable KeyRef destroyInForce(TokenAddress token, KeyRef key) {
    if (transactions.load() instanceof RootOfTrustState.HsmProtected inForce
        && inForce.roots().at(token).filter(root -> root.root().key().equals(key)).isPresent()) {
      throw new IllegalStateException("An operation that is not committed made " + key);
    }
    try (HsmConnection connection = hsmWallet.connect(token)) {
      connection.destroyRootKey(key);
      return null;
    } catch (HsmException | VaultException e) {
      SystemMessages.LOG.orphanKey(key.toString(), token.vendorId());
      return key;
    }
  }

  private @Nullable KeyRef destroyWithStaged(Operation operation, TokenAddress token, KeyRef key) {
    HsmTarget target = hsmWallet.target(token);
    Optional<StoredCredentials> staged =
        home.readStaged(operation.id(), HomeFile.HSM_CREDENTIAL).map(keyFile::openCredentials);
    if (staged.isEmpty()) {
      // The credential is staged before the key is made: there is no key yet.
      return null;
    }
    try (StoredCredentials credentials = staged.get()) {
      StoredCredential credential =
          credentials
              .find(token.vendorId(), token.tokenLabel())
              .orElseThrow(() -> new VaultException(ErrorCode.CREDENTIAL_MISSING));
      hsm.login(target, credential.credential());
      try (HsmConnection connection = hsm.getConnection(target)) {
        connection.destroyRootKey(key);
      }
      return null;
    } catch (HsmException e) {
      SystemMessages.LOG.orphanKey(key.toString(), token.vendorId());
      return key;
    } finally {
      hsm.forget(target);
    }
  }
}

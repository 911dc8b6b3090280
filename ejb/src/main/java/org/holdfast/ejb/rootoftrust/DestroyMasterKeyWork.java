package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * Destroy master key, step by step (B9): a wallet without a former generation that nothing needs,
 * under the same wallet password, proved before it takes the place of the one in force.
 */
final class DestroyMasterKeyWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final LedgerReader ledger;
  private final int generation;
  private final String typed;
  private final SecretChars passphrase;
  private final RewrittenWallet wallet;

  private @Nullable UUID key;

  /** The passphrase stays the caller's. */
  DestroyMasterKeyWork(
      WorkTools tools, LedgerReader ledger, int generation, String typed, SecretChars passphrase) {
    this.tools = tools;
    this.ledger = ledger;
    this.generation = generation;
    this.typed = typed;
    this.passphrase = passphrase;
    this.wallet = new RewrittenWallet(tools);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.DESTROY_MASTER_KEY;
  }

  @Override
  public void check(OperationTrace trace) {
    WorkTools.requireTyped(typed, generation);
    RootOfTrustState state = tools.transactions().load();
    UUID id = ledger.read().requireDestroyable(generation).id();
    key = id;
    trace.step("nothing needs master key generation " + generation);
    tools.requireRecoveryPassphrase(state, passphrase, "recoveryPassphrase");
    trace.step("the recovery passphrase is right");
    try (MasterKeyRing ring = wallet.unlock(state)) {
      if (ring.find(id).isEmpty() || ring.active().id().equals(id)) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the wallet is not the one in force");
      }
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    UUID id = requireNonNull(key);
    RewrittenWallet.Staged staged = wallet.stage(operation, before -> before.without(id));
    if (staged.ring().find(id).isPresent()) {
      throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged wallet");
    }
    return staged.plan();
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return during;
  }

  @Override
  public String auditDetail() {
    return "master key generation %d, %s, is not in the wallet any more".formatted(generation, key);
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    return wallet.takeRing();
  }

  @Override
  public void close() {
    wallet.close();
  }
}

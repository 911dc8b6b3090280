package org.holdfast.ejb.rootoftrust;

import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * Rotation of the master key, step by step: a fresh generation in the same wallet, under the same
 * wallet password. The Root of Trust stays as it is.
 */
final class RotateMasterKeyWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final RewrittenWallet wallet;
  private int generation;

  RotateMasterKeyWork(WorkTools tools) {
    this.tools = tools;
    this.wallet = new RewrittenWallet(tools);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.ROTATE_MASTER_KEY;
  }

  @Override
  public void check(OperationTrace trace) {
    try (MasterKeyRing ring = wallet.unlock(tools.transactions().load())) {
      trace.step("the wallet opens; master key generation " + ring.active().generation());
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    RewrittenWallet.Staged staged =
        wallet.stage(operation, before -> before.withFreshGeneration(tools.random()));
    generation = staged.ring().active().generation();
    return staged.plan();
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return during;
  }

  @Override
  public String auditDetail() {
    return "master key generation " + generation + "; data keys are re-wrapped behind";
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

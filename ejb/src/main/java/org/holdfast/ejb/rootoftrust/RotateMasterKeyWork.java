package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.WalletFile;
import org.jspecify.annotations.Nullable;

/**
 * Rotation of the master key, step by step: a fresh generation in the same wallet, under the same
 * wallet password. The Root of Trust stays as it is.
 */
final class RotateMasterKeyWork implements RootOfTrustWork {

  private final WorkTools tools;

  private @Nullable SecretBytes walletPassword;
  private @Nullable MasterKeyRing newRing;
  private int generation;

  RotateMasterKeyWork(WorkTools tools) {
    this.tools = tools;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.ROTATE_MASTER_KEY;
  }

  @Override
  public void check(OperationTrace trace) {
    walletPassword = tools.walletPassword(tools.transactions().load());
    try (MasterKeyRing ring = open(tools.home().require(HomeFile.WALLET))) {
      trace.step("the wallet opens; master key generation " + ring.active().generation());
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    MasterKeyRing ring;
    try (MasterKeyRing before = open(tools.home().require(HomeFile.WALLET))) {
      ring = before.withFreshGeneration(tools.random());
    }
    newRing = ring;
    generation = ring.active().generation();
    FilePlan plan =
        tools
            .home()
            .stage(
                operation.id(),
                Map.of(HomeFile.WALLET, WalletFile.encode(ring, requireNonNull(walletPassword))),
                Set.of());
    try (MasterKeyRing staged = open(tools.home().requireStaged(operation.id(), HomeFile.WALLET))) {
      if (!staged.contentEquals(ring)) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged wallet");
      }
    }
    return plan;
  }

  private MasterKeyRing open(Bytes wallet) {
    return HsmWallet.open(wallet, requireNonNull(walletPassword));
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
    MasterKeyRing ring = newRing;
    newRing = null;
    return ring;
  }

  @Override
  public void close() {
    if (walletPassword != null) {
      walletPassword.close();
    }
    if (newRing != null) {
      newRing.close();
    }
  }
}

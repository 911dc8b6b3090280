package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.WalletFile;
import org.jspecify.annotations.Nullable;

/**
 * The wallet in force with other generations in it, under the same wallet password: written, and
 * proved before it takes the place of the one in force.
 */
final class RewrittenWallet implements AutoCloseable {

  private final WorkTools tools;
  private @Nullable SecretBytes walletPassword;
  private @Nullable MasterKeyRing ring;

  RewrittenWallet(WorkTools tools) {
    this.tools = tools;
  }

  /**
   * Unwraps the wallet password and opens the wallet in force; the ring is the caller's.
   *
   * @throws VaultException if it cannot be unwrapped, or does not open the wallet
   */
  MasterKeyRing unlock(RootOfTrustState state) {
    walletPassword = tools.walletPassword(state);
    return inForce();
  }

  /**
   * Stages the wallet in force as {@code change} makes it.
   *
   * @return the ring that is in it, which stays this object's
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE} if what was written is not that
   */
  Staged stage(Operation operation, UnaryOperator<MasterKeyRing> change) {
    MasterKeyRing changed;
    try (MasterKeyRing before = inForce()) {
      changed = change.apply(before);
    }
    ring = changed;
    FilePlan plan =
        tools
            .home()
            .stage(
                operation.id(),
                Map.of(HomeFile.WALLET, WalletFile.encode(changed, requireNonNull(walletPassword))),
                Set.of());
    try (MasterKeyRing staged = open(tools.home().requireStaged(operation.id(), HomeFile.WALLET))) {
      if (!staged.contentEquals(changed)) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged wallet");
      }
    }
    return new Staged(plan, changed);
  }

  /** What was staged. */
  record Staged(FilePlan plan, MasterKeyRing ring) {}

  /** Hands over the ring; null if nothing was staged, or it was taken already. */
  @Nullable MasterKeyRing takeRing() {
    MasterKeyRing taken = ring;
    ring = null;
    return taken;
  }

  private MasterKeyRing inForce() {
    return open(tools.home().require(HomeFile.WALLET));
  }

  private MasterKeyRing open(Bytes wallet) {
    return HsmWallet.open(wallet, requireNonNull(walletPassword));
  }

  @Override
  public void close() {
    if (walletPassword != null) {
      walletPassword.close();
    }
    if (ring != null) {
      ring.close();
    }
  }
}

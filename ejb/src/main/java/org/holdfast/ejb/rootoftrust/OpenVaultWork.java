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
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * Open vault, step by step: through the HSM, or in passphrase mode by the recovery passphrase,
 * which also makes a new auto-login file under the key file that is there now, or a new one.
 */
final class OpenVaultWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final ClosedVault closed;
  private final String actor;
  private final @Nullable SecretChars passphrase;

  private boolean begun;
  private ClosedVault.@Nullable Seen seen;
  private @Nullable SecretBytes walletPassword;
  private @Nullable MasterKeyRing ring;

  /** The secret stays the caller's. */
  OpenVaultWork(
      WorkTools tools, ClosedVault closed, String actor, @Nullable SecretChars passphrase) {
    this.tools = tools;
    this.closed = closed;
    this.actor = actor;
    this.passphrase = passphrase;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.OPEN_VAULT;
  }

  @Override
  public void check(OperationTrace trace) {
    closed.openingBegins();
    begun = true;
    seen = closed.seen();
    seen.closures().forEach(closure -> trace.step("closed " + closure.describe()));
    RootOfTrustState state = tools.transactions().load();
    if (state instanceof RootOfTrustState.HsmProtected inForce) {
      ring = openByHsm(inForce.roots());
      trace.step("the wallet opens through the HSM");
    } else if (state instanceof RootOfTrustState.PassphraseProtected) {
      walletPassword = unwrapByPassphrase();
      ring = HsmWallet.open(tools.home().require(HomeFile.WALLET), walletPassword);
      trace.step("the recovery passphrase opens the wallet");
    } else {
      throw WorkTools.notIn(state, ErrorCode.OPERATION_RUNNING);
    }
  }

  /** The first Root of Trust that works opens the vault (B8). */
  private MasterKeyRing openByHsm(RootsOfTrust roots) {
    return tools
        .access()
        .first(
            roots,
            (connection, root) -> {
              HsmWallet.requireKey(connection, root);
              return tools.hsmWallet().open(connection, root);
            },
            (root, failure) -> tools.findings().found(root.name(), failure));
  }

  private SecretBytes unwrapByPassphrase() {
    if (passphrase == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the recovery passphrase")
          .atField("recoveryPassphrase");
    }
    return tools.passphraseWalletPassword().unwrap(passphrase);
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    SecretBytes password = walletPassword;
    if (password == null) {
      return new FilePlan(Map.of(), Set.of());
    }
    FilePlan plan =
        tools
            .home()
            .stage(
                operation.id(),
                Map.of(HomeFile.AUTO_LOGIN, tools.keyFile().sealWalletPassword(password)),
                Set.of());
    try (SecretBytes byKeyFile =
        tools
            .keyFile()
            .openWalletPassword(tools.home().requireStaged(operation.id(), HomeFile.AUTO_LOGIN))) {
      if (!byKeyFile.contentEquals(password)) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged auto-login file");
      }
    }
    return plan;
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return during;
  }

  @Override
  public void alongsideCommit() {
    closed.end(requireNonNull(seen), actor);
  }

  @Override
  public String auditDetail() {
    return walletPassword == null
        ? "through the HSM"
        : "with the recovery passphrase; the auto-login file is new";
  }

  @Override
  public void committed() {
    closed.release(requireNonNull(seen));
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    MasterKeyRing opened = ring;
    ring = null;
    return opened;
  }

  @Override
  public void finished() {
    SystemMessages.LOG.vaultOpen(walletPassword == null ? "HSM mode" : "passphrase mode");
  }

  @Override
  public void close() {
    if (begun) {
      closed.openingEnds();
    }
    if (walletPassword != null) {
      walletPassword.close();
    }
    if (ring != null) {
      ring.close();
    }
  }
}

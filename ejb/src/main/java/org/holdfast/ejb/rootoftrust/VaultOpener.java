package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.node.SystemMessages;

/**
 * Opens the vault by itself: through the HSM in HSM mode, with the key file in passphrase mode.
 * When it cannot, the vault is closed with the cause (B1). What an administrator closed stays
 * closed.
 */
@ApplicationScoped
class VaultOpener {

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmWallet hsmWallet;
  @Inject private RootAccess access;
  @Inject private VaultHome home;
  @Inject private KeyFile keyFile;
  @Inject private Vault vault;
  @Inject private HsmMonitor monitor;
  @Inject private OneOperation oneOperation;
  @Inject private ClosedVault closed;

  /** Opens the vault if it is closed. */
  void openIfClosed() {
    if (!vault.status().open()) {
      openAnew();
    }
  }

  /** Opens the vault with what is on disk now, in place of what it may have in memory. */
  void openAnew() {
    oneOperation.tryRun(
        () -> {
          try {
            if (!closed.isInForce()) {
              open(transactions.load());
            }
          } catch (RuntimeException e) {
            close(Failures.toVaultException(e));
          }
        });
  }

  private void open(RootOfTrustState state) {
    if (state instanceof RootOfTrustState.NotInstalled) {
      vault.close(ErrorCode.NOT_INSTALLED, null);
    } else if (state instanceof RootOfTrustState.HsmProtected inForce) {
      openWithHsm(inForce.roots());
    } else if (state instanceof RootOfTrustState.PassphraseProtected) {
      opened(openWithKeyFile(), "passphrase mode");
    } else if (state instanceof RootOfTrustState.Restoring) {
      vault.close(ErrorCode.RESTORE_RUNNING, null);
    } else {
      vault.close(ErrorCode.OPERATION_RUNNING, null);
    }
  }

  private MasterKeyRing openWithKeyFile() {
    try (SecretBytes walletPassword =
        keyFile.openWalletPassword(home.require(HomeFile.AUTO_LOGIN))) {
      return HsmWallet.open(home.require(HomeFile.WALLET), walletPassword);
    }
  }

  /** The first Root of Trust that works opens the vault (B8). */
  private void openWithHsm(RootsOfTrust roots) {
    monitor.findings().keep(roots);
    MasterKeyRing ring =
        access.first(
            roots,
            (connection, root) -> {
              HsmWallet.requireKey(connection, root);
              return hsmWallet.open(connection, root);
            },
            (root, failure) -> monitor.findings().found(root.name(), failure));
    opened(ring, "HSM mode");
  }

  private void opened(MasterKeyRing ring, String protector) {
    if (vault.open(ring)) {
      SystemMessages.LOG.vaultOpen(protector);
    }
  }

  private void close(VaultException cause) {
    if (vault.isLocked()) {
      // Whatever else is wrong now: it stays closed for the administrator's reason.
      return;
    }
    ErrorCode before = vault.status().cause();
    vault.close(cause.code(), cause.detail());
    if (before != cause.code()) {
      String message = cause.getMessage();
      SystemMessages.LOG.vaultClosed(
          cause.code().id(), message == null ? "" : message, cause.code().cure());
    }
  }
}

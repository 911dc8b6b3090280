package org.holdfast.ejb.rootoftrust;

import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderPassphrase;

/** The files of passphrase mode: made by post-install and by Reverse Migrate. */
final class PassphraseFiles {

  private PassphraseFiles() {}

  /**
   * A wallet with these master keys under a fresh wallet password, and that under the passphrase.
   */
  static Map<HomeFile, Bytes> encode(WorkTools tools, MasterKeyRing ring, SecretChars passphrase) {
    try (SecretBytes walletPassword =
        SecretBytes.random(WrappedWalletPassword.WALLET_PASSWORD_BYTES, tools.random())) {
      return Map.of(
          HomeFile.WALLET,
          WalletFile.encode(ring, walletPassword),
          HomeFile.PASSPHRASE_WALLET_PASSWORD,
          UnderPassphrase.wrap(walletPassword, passphrase, tools.random()).encode(),
          HomeFile.AUTO_LOGIN,
          tools.keyFile().sealWalletPassword(walletPassword),
          HomeFile.SECURITY_CONF,
          tools.securityConf().withoutHsm().encode());
    }
  }

  /** Opens the staged wallet both ways and compares. */
  static void prove(WorkTools tools, UUID operation, MasterKeyRing ring, SecretChars passphrase) {
    Bytes wallet = tools.home().requireStaged(operation, HomeFile.WALLET);
    Bytes wrapped = tools.home().requireStaged(operation, HomeFile.PASSPHRASE_WALLET_PASSWORD);
    Bytes autoLogin = tools.home().requireStaged(operation, HomeFile.AUTO_LOGIN);
    if (!(WrappedWalletPassword.decode(wrapped) instanceof UnderPassphrase underPassphrase)) {
      throw notProved();
    }
    try (SecretBytes byPassphrase = underPassphrase.unwrap(passphrase);
        SecretBytes byKeyFile = tools.keyFile().openWalletPassword(autoLogin);
        MasterKeyRing read = HsmWallet.open(wallet, byPassphrase)) {
      if (!byKeyFile.contentEquals(byPassphrase) || !read.contentEquals(ring)) {
        throw notProved();
      }
    }
  }

  private static VaultException notProved() {
    return new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged wallet");
  }
}

package org.holdfast.ejb.rootoftrust;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.jspecify.annotations.Nullable;

/** The files of HSM mode with several Roots of Trust: how they are made and proved. */
final class HsmFiles {

  private HsmFiles() {}

  /** The wallet password in force, as it is wrapped. */
  static UnderHsm inForce(WorkTools tools) {
    return HsmWallet.underHsm(tools.home().require(HomeFile.HSM_WALLET_PASSWORD));
  }

  /** Under the key of that Root of Trust, on a connection to its token. */
  static UnderHsm with(
      @Nullable UnderHsm others,
      HsmConnection connection,
      RootOfTrust root,
      SecretBytes walletPassword)
      throws HsmException {
    var wrapped = connection.wrap(root.key(), walletPassword);
    return others == null ? new UnderHsm(wrapped) : others.with(wrapped);
  }

  static Bytes restoreWallet(
      WorkTools tools, RootsOfTrust roots, UnderHsm walletPassword, SecretChars passphrase) {
    List<RestoreWallet.Token> tokens =
        roots.inOrder().stream()
            .map(NamedRoot::root)
            .map(
                root ->
                    new RestoreWallet.Token(root.vendorId(), root.tokenLabel(), root.tokenSerial()))
            .toList();
    return new RestoreWallet(tokens, walletPassword).encode(passphrase, tools.random());
  }

  /**
   * The stored credentials of these Roots of Trust, with that one in place of one for its token.
   *
   * @param fresh null to take what is stored as it is
   * @throws VaultException {@link ErrorCode#CREDENTIAL_MISSING} if none is left
   */
  static Bytes credentials(
      WorkTools tools,
      Optional<StoredCredentials> stored,
      RootsOfTrust roots,
      @Nullable StoredCredential fresh) {
    try (StoredCredentials kept = kept(stored, roots)) {
      if (fresh == null) {
        if (kept.list().isEmpty()) {
          throw new VaultException(ErrorCode.CREDENTIAL_MISSING);
        }
        return tools.keyFile().sealCredentials(kept);
      }
      try (StoredCredentials all = kept.with(fresh)) {
        return tools.keyFile().sealCredentials(all);
      }
    }
  }

  private static StoredCredentials kept(Optional<StoredCredentials> stored, RootsOfTrust roots) {
    return new StoredCredentials(
        stored.map(StoredCredentials::list).orElse(List.of()).stream()
            .filter(
                one ->
                    roots.inOrder().stream()
                        .map(NamedRoot::root)
                        .anyMatch(
                            root ->
                                root.address()
                                    .equals(new TokenAddress(one.vendorId(), one.tokenLabel()))))
            .map(StoredCredential::copy)
            .toList());
  }

  /**
   * Opens what is staged by one Root of Trust alone, and compares.
   *
   * @param wallet staged, or in force where the operation leaves it as it is
   * @throws VaultException {@link ErrorCode#WALLET_UNREADABLE}
   */
  static void proveOpens(
      WorkTools tools,
      UUID operation,
      HsmConnection connection,
      RootOfTrust root,
      Bytes wallet,
      MasterKeyRing expected)
      throws HsmException {
    Bytes walletPassword = tools.home().requireStaged(operation, HomeFile.HSM_WALLET_PASSWORD);
    try (MasterKeyRing read = HsmWallet.open(connection, root, walletPassword, wallet)) {
      if (!read.contentEquals(expected)) {
        throw notProved("the wallet");
      }
    }
  }

  /** Reads back what a restore needs, and compares. */
  static void proveRestoreWallet(
      WorkTools tools, UUID operation, SecretChars passphrase, RootsOfTrust roots) {
    RestoreWallet read =
        RestoreWallet.decode(
            tools.home().requireStaged(operation, HomeFile.RESTORE_WALLET), passphrase);
    UnderHsm staged =
        HsmWallet.underHsm(tools.home().requireStaged(operation, HomeFile.HSM_WALLET_PASSWORD));
    if (!read.walletPassword().equals(staged) || read.tokens().size() != roots.size()) {
      throw notProved("the restore wallet");
    }
    for (NamedRoot root : roots.inOrder()) {
      HsmWallet.wrapped(staged, root.root());
    }
  }

  /** Opens the staged credentials. */
  static void proveCredentials(WorkTools tools, UUID operation) {
    tools
        .keyFile()
        .openCredentials(tools.home().requireStaged(operation, HomeFile.HSM_CREDENTIAL))
        .close();
  }

  private static VaultException notProved(String what) {
    return new VaultException(ErrorCode.WALLET_UNREADABLE, "staged: " + what);
  }
}

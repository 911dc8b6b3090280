package org.holdfast.cli.verify;

import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.domain.backup.file.BackupKey;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.backup.file.BackupReader;
import org.holdfast.domain.doctor.Reach;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;

/**
 * Opens a backup made in HSM mode the way a restore does, with the stored credential and the HSM of
 * a home on this machine. One login; a credential that was refused is not sent again (B3).
 */
public final class BackupHsm {

  private final LocalVault vault;

  /** With the credential that is stored there. */
  public BackupHsm(LocalVault vault) {
    this.vault = vault;
  }

  /** Whether a credential is stored at all. */
  public boolean isPrepared() {
    return vault.home().read(HomeFile.HSM_CREDENTIAL).isPresent();
  }

  /**
   * The backup's key, for the caller to close.
   *
   * @param passphrase of the time when it was made; stays the caller's
   * @throws VaultException {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}, {@link
   *     ErrorCode#BACKUP_OTHER_KEY}, {@link ErrorCode#BACKUP_NOT_PROVED}, and what may be wrong
   *     with the HSM
   */
  SecretBytes open(BackupReader backup, RootsOfTrust needed, SecretChars passphrase) {
    BackupManifest manifest = backup.manifest();
    UnderHsm wrapped = wrapped(manifest);
    RestoreWallet restore =
        RestoreWallet.decode(require(manifest, HomeFile.RESTORE_WALLET), passphrase);
    if (!restore.walletPassword().equals(wrapped)) {
      throw notProved("its parts have different wallet passwords");
    }
    VaultException failure = new VaultException(ErrorCode.CREDENTIAL_MISSING);
    try (StoredCredentials all =
        vault.keyFile().openCredentials(vault.home().require(HomeFile.HSM_CREDENTIAL))) {
      for (StoredCredential stored : all.list()) {
        try {
          return open(backup, needed, wrapped, stored);
        } catch (VaultException e) {
          failure = e;
        }
      }
    }
    throw failure;
  }

  /** By one of the tokens that this home reaches, whichever of the backup's keys it has. */
  private SecretBytes open(
      BackupReader backup, RootsOfTrust needed, UnderHsm wrapped, StoredCredential stored) {
    Reach token = new Reach(stored.vendorId(), stored.tokenLabel());
    if (vault.knowledge().isCredentialRefused(token)) {
      throw new VaultException(ErrorCode.CREDENTIAL_REFUSED_BEFORE);
    }
    VendorPack pack = vault.vendor(stored.vendorId());
    HsmTarget target = new HsmTarget(pack, pack.library(), stored.tokenLabel());
    try {
      vault.hsm().login(target, stored.credential());
      try (HsmConnection connection = vault.hsm().getConnection(target)) {
        return open(backup, needed, wrapped, connection);
      }
    } catch (HsmException e) {
      if (e instanceof HsmLoginRefused) {
        vault.knowledge().rememberRefusal(token);
      }
      throw HsmFailures.toVaultException(e);
    }
  }

  private static SecretBytes open(
      BackupReader backup, RootsOfTrust needed, UnderHsm wrapped, HsmConnection connection)
      throws HsmException {
    BackupManifest manifest = backup.manifest();
    RootOfTrust root = requireKey(connection, needed);
    WrappedSecret underRoot =
        wrapped
            .find(root.key(), root.checkValue())
            .orElseThrow(() -> notProved("its wallet password is under another key"));
    try (SecretBytes password = connection.unwrap(underRoot)) {
      requireProof(backup, root, password, connection);
      try (MasterKeyRing ring =
          WalletFile.decode(require(manifest, HomeFile.WALLET), password)
              .orElseThrow(() -> notProved("its wallet does not open with its wallet password"))) {
        return BackupKey.open(manifest, ring);
      }
    }
  }

  private static RootOfTrust requireKey(HsmConnection connection, RootsOfTrust needed)
      throws HsmException {
    List<RootKeyFacts> there = connection.rootKeys();
    for (NamedRoot named : needed.inOrder()) {
      RootOfTrust root = named.root();
      List<RootKeyFacts> same = there.stream().filter(f -> f.key().equals(root.key())).toList();
      if (same.size() == 1 && same.get(0).checkValue().equals(root.checkValue())) {
        return root;
      }
    }
    throw new VaultException(
        ErrorCode.BACKUP_OTHER_KEY,
        needed.inOrder().stream()
            .map(NamedRoot::root)
            .map(
                root ->
                    "the backup needs %s with check value %s (made on the token with serial %s)"
                        .formatted(root.key(), root.checkValue(), root.tokenSerial()))
            .collect(Collectors.joining(", or ")));
  }

  private static void requireProof(
      BackupReader backup, RootOfTrust root, SecretBytes password, HsmConnection connection)
      throws HsmException {
    BackupManifest manifest = backup.manifest();
    BackupManifest.Proof proof = backup.proof();
    if (proof == null) {
      throw notProved("it has no proof of its Root of Trust key");
    }
    if (!manifest.isProvedByWalletPassword() && !proof.macKey().key().equals(root.key())) {
      throw notProved("its proof is by another key");
    }
    try (SecretBytes macKey =
        manifest.isProvedByWalletPassword()
            ? BackupManifest.Proof.keyFrom(password, manifest.id())
            : connection.unwrap(proof.macKey())) {
      if (!backup.isProvedBy(macKey)) {
        throw notProved("its proof is not over this manifest");
      }
    }
  }

  private static UnderHsm wrapped(BackupManifest manifest) {
    if (WrappedWalletPassword.decode(require(manifest, HomeFile.HSM_WALLET_PASSWORD))
        instanceof UnderHsm underHsm) {
      return underHsm;
    }
    throw notProved("its wallet password is not under an HSM");
  }

  private static Bytes require(BackupManifest manifest, HomeFile file) {
    Bytes content = manifest.files().get(file);
    if (content == null) {
      throw notProved(file.path() + " is not in it");
    }
    return content;
  }

  private static VaultException notProved(String why) {
    return new VaultException(ErrorCode.BACKUP_NOT_PROVED, why);
  }
}

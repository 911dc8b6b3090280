package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.holdfast.domain.backup.RestoreRules;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.backup.file.BackupReader;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderPassphrase;
import org.jspecify.annotations.Nullable;

/**
 * Opens the wallet that is in a backup: with the recovery passphrase of that time, and in HSM mode
 * with the key on the token besides.
 */
@ApplicationScoped
public class BackupOpener {

  private static final String FIELD = "recoveryPassphrase";

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmConnectionFactory hsm;
  @Inject private HsmWallet hsmWallet;
  @Inject private KeyFile keyFile;
  @Inject private VaultHome home;
  @Inject private VendorHooks hooks;

  /** The way to the HSM that Set Credential stored. */
  private record Reach(String vendorId, @Nullable String tokenLabel) {}

  /**
   * What counts of this server for a restore.
   *
   * @throws VaultException {@link ErrorCode#NOT_INSTALLED}, {@link ErrorCode#OPERATION_RUNNING},
   *     {@link ErrorCode#RESTORE_RUNNING}
   */
  public RestoreRules.Server server(int schemaVersion) {
    RootOfTrustState state = transactions.load();
    if (!(state instanceof RootOfTrustState.HsmProtected)
        && !(state instanceof RootOfTrustState.PassphraseProtected)) {
      throw WorkTools.notIn(state, ErrorCode.OPERATION_RUNNING);
    }
    return new RestoreRules.Server(
        state instanceof RootOfTrustState.HsmProtected,
        stored().map(Reach::vendorId).orElse(null),
        schemaVersion);
  }

  /**
   * Opens a backup's wallet as a restore does.
   *
   * @param backup whose manifest was read
   * @param passphrase of the time when it was made; stays the caller's
   * @throws VaultException {@link ErrorCode#RECOVERY_PASSPHRASE_WRONG}; {@link
   *     ErrorCode#BACKUP_OTHER_KEY}; {@link ErrorCode#BACKUP_NOT_PROVED} if the parts of the backup
   *     do not belong together; what may be wrong with the HSM
   */
  public OpenedBackup open(BackupReader backup, SecretChars passphrase) {
    BackupManifest manifest = backup.manifest();
    RootOfTrust needed = manifest.rootOfTrust();
    if (needed == null) {
      SecretBytes password = underPassphrase(manifest).unwrap(passphrase);
      return openWallet(manifest, password, null);
    }
    RestoreWallet restore;
    try {
      restore = RestoreWallet.decode(require(manifest, HomeFile.RESTORE_WALLET), passphrase);
    } catch (VaultException e) {
      throw e.code() == ErrorCode.RECOVERY_PASSPHRASE_WRONG
          ? e.atField(FIELD)
          : notProved("the restore wallet in it cannot be read");
    }
    if (!restore.walletPassword().equals(underHsm(manifest))) {
      throw notProved("the restore wallet has another wallet password");
    }
    // The key may have been made elsewhere: the vendor's client may have to fetch it first (S19).
    stored()
        .map(reach -> hsmWallet.target(reach.vendorId(), reach.tokenLabel()).vendor())
        .ifPresent(vendor -> hooks.before(OperationKind.RESTORE, vendor));
    return openByHsm(backup, needed);
  }

  /**
   * Opens a backup's wallet without the passphrase: by the HSM alone, or in passphrase mode with
   * the wallet password in force.
   *
   * @throws VaultException as {@link #open}; {@link ErrorCode#BACKUP_NOT_PROVED} if the wallet
   *     password was another one when the backup was made
   */
  public OpenedBackup openByItself(BackupReader backup) {
    BackupManifest manifest = backup.manifest();
    RootOfTrust needed = manifest.rootOfTrust();
    if (needed != null) {
      return openByHsm(backup, needed);
    }
    return openWallet(
        manifest, keyFile.openWalletPassword(home.require(HomeFile.AUTO_LOGIN)), null);
  }

  /**
   * Unwraps with a backup's Root of Trust key, for the caller to close.
   *
   * @param rootOfTrust as this server reaches it
   */
  public SecretBytes unwrap(RootOfTrust rootOfTrust, WrappedSecret wrapped) {
    try (HsmConnection connection = hsmWallet.connect(rootOfTrust)) {
      return connection.unwrap(wrapped);
    } catch (HsmException e) {
      throw failed(e);
    }
  }

  /** Logs out of the token again if nothing but a backup needed it. */
  public void leave(OpenedBackup opened) {
    leave(opened.rootOfTrust());
  }

  private void leave(@Nullable RootOfTrust reached) {
    if (reached != null && transactions.load() instanceof RootOfTrustState.PassphraseProtected) {
      hsm.forget(hsmWallet.target(reached));
    }
  }

  private OpenedBackup openByHsm(BackupReader backup, RootOfTrust needed) {
    BackupManifest manifest = backup.manifest();
    UnderHsm wrapped = underHsm(manifest);
    if (!wrapped.secret().key().equals(needed.key())) {
      throw notProved("its wallet password is under another key");
    }
    Reach reach = stored().orElseThrow(() -> new VaultException(ErrorCode.CREDENTIAL_MISSING));
    RootOfTrust ours = needed.reachedBy(reach.vendorId(), reach.tokenLabel(), needed.tokenSerial());
    try (HsmConnection connection = hsmWallet.connect(ours)) {
      String serial = connection.token().serial();
      requireKey(connection, needed, serial);
      OpenedBackup opened =
          openWallet(
              manifest,
              connection.unwrap(wrapped.secret()),
              needed.reachedBy(reach.vendorId(), reach.tokenLabel(), serial));
      try {
        requireProof(backup, needed, connection);
        return opened;
      } catch (HsmException | RuntimeException e) {
        opened.close();
        throw e;
      }
    } catch (HsmException e) {
      VaultException cause = failed(e);
      leave(ours);
      throw cause;
    } catch (RuntimeException e) {
      leave(ours);
      throw e;
    }
  }

  private static void requireKey(HsmConnection connection, RootOfTrust needed, String serial)
      throws HsmException {
    List<RootKeyFacts> there = connection.rootKeys();
    List<RootKeyFacts> named =
        there.stream().filter(facts -> facts.key().equals(needed.key())).toList();
    if (named.size() != 1 || !named.get(0).checkValue().equals(needed.checkValue())) {
      throw new VaultException(
          ErrorCode.BACKUP_OTHER_KEY,
          "the backup needs %s with check value %s (made on the token with serial %s); the token"
                  .formatted(needed.key(), needed.checkValue(), needed.tokenSerial())
              + " with serial %s has %s"
                  .formatted(
                      serial,
                      there.isEmpty()
                          ? "none"
                          : String.join(
                              ", ",
                              there.stream()
                                  .map(facts -> facts.key() + " " + facts.checkValue())
                                  .toList())));
    }
  }

  private static void requireProof(
      BackupReader backup, RootOfTrust needed, HsmConnection connection) throws HsmException {
    BackupManifest.Proof proof = backup.proof();
    if (proof == null || !proof.macKey().key().equals(needed.key())) {
      throw notProved("it has no proof of its Root of Trust key");
    }
    try (SecretBytes macKey = connection.unwrap(proof.macKey())) {
      if (!backup.isProvedBy(macKey)) {
        throw notProved("its proof is not over this manifest");
      }
    }
  }

  private static OpenedBackup openWallet(
      BackupManifest manifest, SecretBytes walletPassword, @Nullable RootOfTrust reached) {
    Optional<MasterKeyRing> ring;
    try {
      ring = WalletFile.decode(require(manifest, HomeFile.WALLET), walletPassword);
    } catch (RuntimeException e) {
      walletPassword.close();
      throw e;
    }
    if (ring.isEmpty()) {
      walletPassword.close();
      throw notProved("the wallet password does not open its wallet");
    }
    return new OpenedBackup(walletPassword, ring.get(), reached);
  }

  private static UnderHsm underHsm(BackupManifest manifest) {
    if (decode(require(manifest, HomeFile.HSM_WALLET_PASSWORD)) instanceof UnderHsm underHsm) {
      return underHsm;
    }
    throw notProved("its wallet password is not under an HSM");
  }

  private static UnderPassphrase underPassphrase(BackupManifest manifest) {
    if (decode(require(manifest, HomeFile.PASSPHRASE_WALLET_PASSWORD))
        instanceof UnderPassphrase underPassphrase) {
      return underPassphrase;
    }
    throw notProved("its wallet password is not under a passphrase");
  }

  private static WrappedWalletPassword decode(Bytes content) {
    try {
      return WrappedWalletPassword.decode(content);
    } catch (VaultException e) {
      throw notProved("the wallet password in it cannot be read");
    }
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

  private Optional<Reach> stored() {
    return hsmWallet.storedCredential().map(BackupOpener::reach);
  }

  private static Reach reach(StoredCredential stored) {
    try (stored) {
      return new Reach(stored.vendorId(), stored.tokenLabel());
    }
  }

  private VaultException failed(HsmException failure) {
    if (failure instanceof HsmLoginRefused) {
      transactions.saveCredentialRefused();
    }
    VaultException cause = HsmWallet.ofStoredCredential(failure);
    return cause.code() == ErrorCode.WRAPPED_DATA_INVALID
        ? new VaultException(
            ErrorCode.BACKUP_NOT_PROVED, "the HSM does not unwrap what is in it", failure)
        : cause;
  }
}

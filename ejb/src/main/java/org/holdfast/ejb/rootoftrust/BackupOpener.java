package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.StoredCredentials;
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
        stored().stream().map(TokenAddress::vendorId).collect(Collectors.toSet()),
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
    RootsOfTrust needed = manifest.roots();
    if (needed == null) {
      SecretBytes password = underPassphrase(manifest).unwrap(passphrase);
      return openWallet(manifest, password, null, List.of());
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
    stored().stream()
        .map(reach -> hsmWallet.target(reach).vendor())
        .distinct()
        .forEach(vendor -> hooks.before(OperationKind.RESTORE, vendor));
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
    RootsOfTrust needed = manifest.roots();
    if (needed != null) {
      return openByHsm(backup, needed);
    }
    return openWallet(
        manifest, keyFile.openWalletPassword(home.require(HomeFile.AUTO_LOGIN)), null, List.of());
  }

  /**
   * Unwraps with the backup's Root of Trust key that wrapped, for the caller to close.
   *
   * @return empty if it is on none of the tokens that this server reaches
   */
  public Optional<SecretBytes> unwrap(OpenedBackup opened, WrappedSecret wrapped) {
    for (NamedRoot root : opened.allReached()) {
      try (HsmConnection connection = hsmWallet.connect(root.root())) {
        if (isOn(connection, wrapped)) {
          return Optional.of(connection.unwrap(wrapped));
        }
      } catch (HsmException e) {
        throw failed(root.root().address(), e);
      }
    }
    return Optional.empty();
  }

  private static boolean isOn(HsmConnection connection, WrappedSecret wrapped) throws HsmException {
    return connection.rootKeys().stream()
        .anyMatch(
            facts ->
                facts.key().equals(wrapped.key())
                    && facts.checkValue().equals(wrapped.checkValue()));
  }

  /** Logs out of the tokens again if nothing but a backup needed them. */
  public void leave(OpenedBackup opened) {
    opened.allReached().forEach(root -> leave(root.root().address()));
  }

  private void leave(TokenAddress token) {
    if (transactions.load() instanceof RootOfTrustState.PassphraseProtected) {
      hsm.forget(hsmWallet.target(token));
    }
  }

  private OpenedBackup openByHsm(BackupReader backup, RootsOfTrust needed) {
    UnderHsm wrapped = underHsm(backup.manifest());
    for (NamedRoot root : needed.inOrder()) {
      if (wrapped.find(root.root().key(), root.root().checkValue()).isEmpty()) {
        throw notProved("its wallet password is under another key");
      }
    }
    List<NamedRoot> reached = reach(needed);
    try {
      return openByHsm(backup, needed, reached);
    } catch (RuntimeException e) {
      reached.forEach(root -> leave(root.root().address()));
      throw e;
    }
  }

  /** Which of the backup's Roots of Trust a stored credential leads to: at least one (B8). */
  private List<NamedRoot> reach(RootsOfTrust needed) {
    List<TokenAddress> stored = stored();
    if (stored.isEmpty()) {
      throw new VaultException(ErrorCode.CREDENTIAL_MISSING);
    }
    List<NamedRoot> reached = new ArrayList<>();
    VaultException failure = null;
    for (TokenAddress token : stored) {
      try {
        reached.add(reach(token, needed));
      } catch (VaultException e) {
        leave(token);
        failure = failure == null ? e : failure;
      }
    }
    if (reached.isEmpty() && failure != null) {
      throw failure;
    }
    reached.sort(Comparator.comparing(root -> needed.priority(root.name())));
    return reached;
  }

  private NamedRoot reach(TokenAddress token, RootsOfTrust needed) {
    try (HsmConnection connection = hsmWallet.connect(token)) {
      String serial = connection.token().serial();
      NamedRoot found = requireKey(connection, needed, serial);
      return new NamedRoot(
          found.name(), found.root().reachedBy(token.vendorId(), token.tokenLabel(), serial));
    } catch (HsmException e) {
      throw failed(token, e);
    }
  }

  private OpenedBackup openByHsm(
      BackupReader backup, RootsOfTrust needed, List<NamedRoot> reached) {
    RootsOfTrust roots = needed;
    for (NamedRoot root : reached) {
      roots = roots.with(root.name(), root.root());
    }
    RootOfTrust opens = reached.get(0).root();
    try (HsmConnection connection = hsmWallet.connect(opens)) {
      UnderHsm wrapped = underHsm(backup.manifest());
      OpenedBackup opened =
          openWallet(
              backup.manifest(),
              connection.unwrap(HsmWallet.wrapped(wrapped, opens)),
              roots,
              reached);
      try {
        requireProof(backup, opened, connection);
        return opened;
      } catch (HsmException | RuntimeException e) {
        opened.close();
        throw e;
      }
    } catch (HsmException e) {
      throw failed(opens.address(), e);
    }
  }

  private static NamedRoot requireKey(HsmConnection connection, RootsOfTrust needed, String serial)
      throws HsmException {
    List<RootKeyFacts> there = connection.rootKeys();
    for (NamedRoot root : needed.inOrder()) {
      List<RootKeyFacts> named =
          there.stream().filter(facts -> facts.key().equals(root.root().key())).toList();
      if (named.size() == 1 && named.get(0).checkValue().equals(root.root().checkValue())) {
        return root;
      }
    }
    throw new VaultException(
        ErrorCode.BACKUP_OTHER_KEY,
        "the backup needs %s; the token with serial %s has %s"
            .formatted(
                needed.inOrder().stream()
                    .map(root -> describe(root.root()))
                    .collect(Collectors.joining(", or ")),
                serial,
                there.isEmpty()
                    ? "none"
                    : there.stream()
                        .map(facts -> facts.key() + " " + facts.checkValue())
                        .collect(Collectors.joining(", "))));
  }

  private static String describe(RootOfTrust root) {
    return "%s with check value %s (made on the token with serial %s)"
        .formatted(root.key(), root.checkValue(), root.tokenSerial());
  }

  private static void requireProof(
      BackupReader backup, OpenedBackup opened, HsmConnection connection) throws HsmException {
    BackupManifest manifest = backup.manifest();
    BackupManifest.Proof proof = backup.proof();
    RootOfTrust needed = manifest.rootOfTrust();
    if (proof == null
        || needed == null
        || (!manifest.isProvedByWalletPassword() && !proof.macKey().key().equals(needed.key()))) {
      throw notProved("it has no proof of its Root of Trust key");
    }
    try (SecretBytes macKey =
        manifest.isProvedByWalletPassword()
            ? BackupManifest.Proof.keyFrom(opened.walletPassword(), manifest.id())
            : connection.unwrap(proof.macKey())) {
      if (!backup.isProvedBy(macKey)) {
        throw notProved("its proof is not over this manifest");
      }
    }
  }

  private static OpenedBackup openWallet(
      BackupManifest manifest,
      SecretBytes walletPassword,
      @Nullable RootsOfTrust roots,
      List<NamedRoot> reached) {
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
    return new OpenedBackup(walletPassword, ring.get(), roots, reached);
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

  /** The ways to HSMs that Set Credential stored. */
  private List<TokenAddress> stored() {
    Optional<StoredCredentials> stored = hsmWallet.storedCredentials();
    if (stored.isEmpty()) {
      return List.of();
    }
    try (StoredCredentials credentials = stored.get()) {
      return credentials.list().stream()
          .map(one -> new TokenAddress(one.vendorId(), one.tokenLabel()))
          .toList();
    }
  }

  private VaultException failed(TokenAddress token, HsmException failure) {
    if (failure instanceof HsmLoginRefused) {
      transactions.saveCredentialRefused(token);
    }
    VaultException cause = HsmWallet.ofStoredCredential(failure);
    return cause.code() == ErrorCode.WRAPPED_DATA_INVALID
        ? new VaultException(
            ErrorCode.BACKUP_NOT_PROVED, "the HSM does not unwrap what is in it", failure)
        : cause;
  }
}

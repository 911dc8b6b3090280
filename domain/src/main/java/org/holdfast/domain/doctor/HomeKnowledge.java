package org.holdfast.domain.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.node.DatabaseFacts;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.RefusedCredential;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.domain.wallet.WrappedWalletPassword;

/** What the files of the home folder tell, without database and vault. */
public final class HomeKnowledge implements Knowledge {

  private final VaultHome home;
  private final KeyFile keyFile;
  private final RefusedCredential refused;

  /** Of this home, whose key file is that. */
  public HomeKnowledge(VaultHome home, KeyFile keyFile) {
    this.home = home;
    this.keyFile = keyFile;
    this.refused = new RefusedCredential(home);
  }

  @Override
  public Mode mode() {
    if (home.read(HomeFile.HSM_WALLET_PASSWORD).isPresent()) {
      return Mode.HSM;
    }
    return home.read(HomeFile.PASSPHRASE_WALLET_PASSWORD).isPresent()
        ? Mode.PASSPHRASE
        : Mode.NOT_INSTALLED;
  }

  /** Those whose credentials are stored: the others cannot be told from the files. */
  @Override
  public List<KnownRoot> roots() {
    return home.read(HomeFile.HSM_CREDENTIAL)
        .map(keyFile::openCredentials)
        .map(this::of)
        .orElse(List.of());
  }

  private List<KnownRoot> of(StoredCredentials stored) {
    try (stored) {
      List<KnownKey> keys = keys();
      return stored.list().stream().map(one -> of(one, keys)).toList();
    }
  }

  private static KnownRoot of(StoredCredential stored, List<KnownKey> keys) {
    String label = stored.tokenLabel();
    return new KnownRoot(
        label == null ? stored.vendorId() : label, new Reach(stored.vendorId(), label), keys);
  }

  /** The keys that wrap the wallet password, in no order that says which is on which token. */
  public List<KnownKey> keys() {
    return home
        .read(HomeFile.HSM_WALLET_PASSWORD)
        .map(WrappedWalletPassword::decode)
        .filter(WrappedWalletPassword.UnderHsm.class::isInstance)
        .map(WrappedWalletPassword.UnderHsm.class::cast)
        .map(WrappedWalletPassword.UnderHsm::secrets)
        .orElse(List.of())
        .stream()
        .map(secret -> new KnownKey(secret.key(), secret.checkValue(), secret.mechanism()))
        .toList();
  }

  @Override
  public boolean isCredentialRefused(Reach token) {
    return refused.isRemembered(token.vendorId(), token.tokenLabel());
  }

  @Override
  public void rememberRefusal(Reach token) {
    refused.remember(token.vendorId(), token.tokenLabel());
  }

  @Override
  public Optional<Map<HomeFile, Bytes>> digests() {
    return Optional.empty();
  }

  @Override
  public OptionalInt poolSize() {
    return OptionalInt.empty();
  }

  @Override
  public Optional<DatabaseFacts> database() {
    return Optional.empty();
  }

  @Override
  public Optional<Vault.Status> vault() {
    return Optional.empty();
  }

  @Override
  public Optional<BackupFacts> backups() {
    return Optional.empty();
  }
}

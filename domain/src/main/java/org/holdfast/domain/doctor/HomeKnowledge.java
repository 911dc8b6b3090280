package org.holdfast.domain.doctor;

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

  @Override
  public Optional<Reach> reach() {
    return home.read(HomeFile.HSM_CREDENTIAL).map(keyFile::openCredentials).map(HomeKnowledge::of);
  }

  private static Reach of(StoredCredentials stored) {
    try (stored) {
      StoredCredential first = stored.list().get(0);
      return new Reach(first.vendorId(), first.tokenLabel());
    }
  }

  @Override
  public Optional<KnownKey> key() {
    return home.read(HomeFile.HSM_WALLET_PASSWORD)
        .map(WrappedWalletPassword::decode)
        .filter(WrappedWalletPassword.UnderHsm.class::isInstance)
        .map(WrappedWalletPassword.UnderHsm.class::cast)
        .map(underHsm -> underHsm.secrets().get(0))
        .map(secret -> new KnownKey(secret.key(), secret.checkValue(), secret.mechanism()));
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
  public Optional<BackupFacts> backups() {
    return Optional.empty();
  }
}

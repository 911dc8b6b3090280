package org.holdfast.ejb.doctor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.ConfigProvider;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.doctor.BackupFacts;
import org.holdfast.domain.doctor.HomeKnowledge;
import org.holdfast.domain.doctor.Knowledge;
import org.holdfast.domain.doctor.KnownKey;
import org.holdfast.domain.doctor.KnownRoot;
import org.holdfast.domain.doctor.Mode;
import org.holdfast.domain.doctor.Reach;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.node.Database;
import org.holdfast.domain.node.DatabaseFacts;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.KeyFile;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.backup.BackupStatus;
import org.holdfast.ejb.backup.BackupStatusView;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.rootoftrust.RootOfTrustTransactions;

/** What the running vault knows, from its database where the files do not tell. */
@ApplicationScoped
class ServerKnowledge implements Knowledge {

  /** That of the subsystem's configuration. */
  private static final int POOL_SIZE = 16;

  @Inject private RootOfTrustTransactions transactions;
  @Inject private Database database;
  @Inject private BackupStatus backupStatus;
  @Inject private Vault vault;
  @Inject private VaultHome home;
  @Inject private KeyFile keyFile;

  @Override
  public Mode mode() {
    RootOfTrustState state;
    try {
      state = transactions.load();
    } catch (RuntimeException e) {
      // Without the database the files tell.
      return files().mode();
    }
    if (state instanceof RootOfTrustState.NotInstalled) {
      return Mode.NOT_INSTALLED;
    }
    if (state instanceof RootOfTrustState.PassphraseProtected) {
      return Mode.PASSPHRASE;
    }
    return state instanceof RootOfTrustState.HsmProtected ? Mode.HSM : Mode.CHANGING;
  }

  @Override
  public List<KnownRoot> roots() {
    List<NamedRoot> inForce = inForce();
    if (inForce.isEmpty()) {
      return files().roots();
    }
    List<KnownKey> onDisk = files().keys();
    return inForce.stream().map(root -> known(root, onDisk)).toList();
  }

  private static KnownRoot known(NamedRoot named, List<KnownKey> onDisk) {
    RootOfTrust root = named.root();
    return new KnownRoot(
        named.name(),
        new Reach(root.vendorId(), root.tokenLabel()),
        onDisk.stream()
            .filter(
                key -> key.key().equals(root.key()) && key.checkValue().equals(root.checkValue()))
            .toList());
  }

  private List<NamedRoot> inForce() {
    try {
      return transactions.load() instanceof RootOfTrustState.HsmProtected protectedByHsm
          ? protectedByHsm.roots().inOrder()
          : List.of();
    } catch (RuntimeException e) {
      // Without the database the files tell.
      return List.of();
    }
  }

  @Override
  public boolean isCredentialRefused(Reach token) {
    return coded(() -> transactions.credentialRefused(address(token)));
  }

  @Override
  public void rememberRefusal(Reach token) {
    transactions.saveCredentialRefused(address(token));
  }

  private static TokenAddress address(Reach token) {
    return new TokenAddress(token.vendorId(), token.tokenLabel());
  }

  @Override
  public Optional<Map<HomeFile, Bytes>> digests() {
    return Optional.of(coded(transactions::digests));
  }

  @Override
  public OptionalInt poolSize() {
    return OptionalInt.of(
        ConfigProvider.getConfig()
            .getOptionalValue("holdfast.hsm.pool.max", Integer.class)
            .orElse(POOL_SIZE));
  }

  @Override
  public Optional<DatabaseFacts> database() {
    return Optional.of(coded(database::facts));
  }

  @Override
  public Optional<Vault.Status> vault() {
    return Optional.of(vault.status());
  }

  @Override
  public Optional<BackupFacts> backups() {
    return Optional.of(coded(() -> facts(backupStatus.current())));
  }

  private static BackupFacts facts(BackupStatusView view) {
    BackupRun good = view.lastGood();
    BackupStatusView.Problem problem = view.problem();
    return new BackupFacts(
        good == null ? null : good.started(),
        view.nextDue(),
        problem == null ? null : new VaultException(problem.code(), problem.detail()));
  }

  private HomeKnowledge files() {
    return new HomeKnowledge(home, keyFile);
  }

  /** What the container wraps, as a coded failure. */
  private static <T> T coded(java.util.function.Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw Failures.toVaultException(e);
    }
  }
}

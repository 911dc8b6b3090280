package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.ejb.node.DatabaseOutage;
import org.holdfast.ejb.node.PeriodicTask;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/** Restore, step by step (S70 to S73, S79). */
final class RestoreWork implements RootOfTrustWork {

  private static final Duration DEADLINE = Duration.ofHours(6);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final WorkTools tools;
  private final RestoreContent content;
  private final String actor;

  private boolean gateShut;
  private boolean hsmModeBefore;
  private @Nullable RootsOfTrust before;

  RestoreWork(WorkTools tools, RestoreContent content, String actor) {
    this.tools = tools;
    this.content = content;
    this.actor = actor;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.RESTORE;
  }

  @Override
  public Duration deadline() {
    return DEADLINE;
  }

  @Override
  public Path traces(VaultHome home) {
    return home.databaseTraces();
  }

  @Override
  public void check(OperationTrace trace) {
    RootOfTrustState state = tools.transactions().load();
    hsmModeBefore = state instanceof RootOfTrustState.HsmProtected;
    requireStable(state);
    trace.step("backup: " + content.describe());
    content.check(trace);
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState state, Operation operation) {
    requireStable(state);
    tools.gate().set(true);
    gateShut = true;
    before = state.rootsInForce().orElse(null);
    return state instanceof RootOfTrustState.HsmProtected hsm
        ? hsm.beginRestore(operation.id())
        : ((RootOfTrustState.PassphraseProtected) state).beginRestore(operation.id());
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) throws HsmException {
    // What a request has under way still writes to the tables before; then nobody does.
    tools.gate().awaitEmpty(PATIENCE);
    trace.step("no request is under way any more");
    content.load(operation.id(), trace);
    RootsOfTrust restored = content.opened().roots();
    Map<HomeFile, Bytes> files = files(restored);
    Set<HomeFile> removed =
        restored == null
            ? Set.of(HomeFile.HSM_WALLET_PASSWORD, HomeFile.RESTORE_WALLET)
            : Set.of(HomeFile.PASSPHRASE_WALLET_PASSWORD, HomeFile.AUTO_LOGIN);
    FilePlan plan = tools.home().stage(operation.id(), files, removed);
    prove(operation);
    return plan;
  }

  private Map<HomeFile, Bytes> files(@Nullable RootsOfTrust restored) {
    Map<HomeFile, Bytes> backup = content.manifest().files();
    Map<HomeFile, Bytes> files = new EnumMap<>(HomeFile.class);
    files.put(HomeFile.WALLET, required(backup, HomeFile.WALLET));
    if (restored == null) {
      files.put(
          HomeFile.PASSPHRASE_WALLET_PASSWORD,
          required(backup, HomeFile.PASSPHRASE_WALLET_PASSWORD));
      files.put(
          HomeFile.AUTO_LOGIN,
          tools.keyFile().sealWalletPassword(content.opened().walletPassword()));
      files.put(HomeFile.SECURITY_CONF, tools.securityConf().withoutHsm().encode());
    } else {
      files.put(HomeFile.HSM_WALLET_PASSWORD, required(backup, HomeFile.HSM_WALLET_PASSWORD));
      files.put(HomeFile.RESTORE_WALLET, required(backup, HomeFile.RESTORE_WALLET));
      int provider = tools.hsmWallet().target(restored.primary().root()).vendor().provider();
      files.put(HomeFile.SECURITY_CONF, tools.securityConf().withHsm(provider).encode());
    }
    return files;
  }

  private static Bytes required(Map<HomeFile, Bytes> files, HomeFile file) {
    return requireNonNull(files.get(file), file::path);
  }

  /** Opens the staged wallet as the next start will. */
  private void prove(Operation operation) throws HsmException {
    Bytes wallet = tools.home().requireStaged(operation.id(), HomeFile.WALLET);
    try (MasterKeyRing read = openStaged(operation, wallet)) {
      if (!read.contentEquals(content.opened().ring())) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged wallet");
      }
    }
  }

  private MasterKeyRing openStaged(Operation operation, Bytes wallet) throws HsmException {
    RootOfTrust reached = content.opened().reached();
    if (reached == null) {
      Bytes autoLogin = tools.home().requireStaged(operation.id(), HomeFile.AUTO_LOGIN);
      try (SecretBytes walletPassword = tools.keyFile().openWalletPassword(autoLogin)) {
        return HsmWallet.open(wallet, walletPassword);
      }
    }
    Bytes wrapped = tools.home().requireStaged(operation.id(), HomeFile.HSM_WALLET_PASSWORD);
    try (HsmConnection connection = tools.hsmWallet().connect(reached)) {
      return HsmWallet.open(connection, reached, wrapped, wallet);
    }
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    if (during instanceof RootOfTrustState.Restoring restoring) {
      return restoring.succeed(content.opened().roots());
    }
    throw new VaultException(ErrorCode.OPERATION_UNDONE, "state " + during.name());
  }

  @Override
  public List<FormerKey> former(Operation operation) {
    return before == null
        ? List.of()
        : before.endedBy(content.opened().roots()).stream()
            .map(left -> new FormerKey(operation.id(), left, FormerKey.Reason.RESTORED))
            .toList();
  }

  @Override
  public void alongsideCommit() {
    content.swap();
  }

  @Override
  public String auditDetail() {
    return "%s, made at %s, %d objects"
        .formatted(content.describe(), content.manifest().created(), content.manifest().objects());
  }

  @Override
  public MasterKeyRing takeNewRing() {
    return content.opened().takeRing();
  }

  @Override
  public void finished() {
    try {
      content.dropFormer();
    } catch (RuntimeException e) {
      SystemMessages.LOG.stagedTablesLeft(DatabaseOutage.leftOut(e));
    }
    if (content.opened().roots() == null) {
      tools.findings().without();
    } else {
      tools.findings().reset();
      content.opened().allReached().forEach(root -> tools.findings().found(root.name(), null));
    }
    tools.restored().fire(new VaultRestored(actor));
  }

  @Override
  public @Nullable KeyRef undo(OperationTrace trace) {
    if (!hsmModeBefore) {
      content
          .opened()
          .allReached()
          .forEach(root -> tools.hsm().forget(tools.hsmWallet().target(root.root())));
    }
    return null;
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (RuntimeException e) {
      SystemMessages.LOG.stagedTablesLeft(DatabaseOutage.leftOut(e));
    }
    if (gateShut && isSettled()) {
      tools.gate().set(false);
    }
  }

  /** If it is not, or nobody knows, who settles the operation lets everybody in again. */
  private boolean isSettled() {
    try {
      return tools.transactions().open().isEmpty();
    } catch (RuntimeException e) {
      PeriodicTask.failed(e);
      return false;
    }
  }

  private static void requireStable(RootOfTrustState state) {
    if (!(state instanceof RootOfTrustState.HsmProtected)
        && !(state instanceof RootOfTrustState.PassphraseProtected)) {
      throw WorkTools.notIn(state, ErrorCode.OPERATION_RUNNING);
    }
  }
}

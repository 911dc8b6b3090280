package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.credential.TokenLogin;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RestoreWallet;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.jspecify.annotations.Nullable;

/** Initialize, step by step. */
final class InitializeWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final String vendorId;
  private final SecretChars typed;
  private final SecretChars passphrase;
  private final boolean allowModuleProtection;

  private @Nullable String tokenLabel;
  private @Nullable TokenLogin login;
  private @Nullable KeyMaker key;
  private @Nullable HsmTarget target;
  private boolean loggedIn;
  private @Nullable RootOfTrust rootOfTrust;
  private @Nullable MasterKeyRing oldRing;
  private @Nullable MasterKeyRing newRing;

  /** The secrets stay the caller's. */
  InitializeWork(
      WorkTools tools,
      String vendorId,
      SecretChars credential,
      SecretChars passphrase,
      @Nullable String tokenLabel,
      boolean allowModuleProtection) {
    this.tools = tools;
    this.vendorId = vendorId;
    this.typed = credential;
    this.passphrase = passphrase;
    this.tokenLabel = tokenLabel;
    this.allowModuleProtection = allowModuleProtection;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.INITIALIZE;
  }

  @Override
  public String vendorId() {
    return vendorId;
  }

  @Override
  public @Nullable String tokenLabel() {
    return tokenLabel;
  }

  @Override
  public @Nullable KeyRef newKey() {
    return key == null ? null : key.key();
  }

  @Override
  public void check(OperationTrace trace) throws HsmException {
    RootOfTrustState state = tools.transactions().load();
    if (!(state instanceof RootOfTrustState.PassphraseProtected)) {
      throw WorkTools.notIn(state, ErrorCode.HSM_MODE_ALREADY);
    }
    TokenLogin read = TokenLogin.of(vendorId, typed, tokenLabel, allowModuleProtection);
    login = read;
    tokenLabel = read.tokenLabel();
    HsmTarget wanted = tools.hsmWallet().target(vendorId, tokenLabel);
    target = wanted;
    trace.step("credential: " + read.reading().words());
    trace.step("target: " + wanted.describe());
    WorkTools.requireForm(wanted.vendor(), typed, tokenLabel);
    oldRing = openWithPassphrase();
    trace.step("the recovery passphrase opens the wallet");
    tools.hooks().before(kind(), wanted.vendor(), trace);
    tools.hsm().login(wanted, read.credential());
    loggedIn = true;
    trace.step("logged in");
    try (HsmConnection connection = tools.hsm().getConnection(wanted)) {
      trace.step("token: " + connection.token());
      key = new KeyMaker(tools, new TokenAddress(vendorId, tokenLabel));
      key.choose(connection, trace);
    }
  }

  private MasterKeyRing openWithPassphrase() {
    try (SecretBytes walletPassword = tools.passphraseWalletPassword().unwrap(passphrase)) {
      return HsmWallet.open(tools.home().require(HomeFile.WALLET), walletPassword);
    }
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState before, Operation operation) {
    if (before instanceof RootOfTrustState.PassphraseProtected protectedByPassphrase) {
      // Staged before the key is made: the reconciler can log in and destroy the key.
      stageCredential(operation.id());
      return protectedByPassphrase.beginInitialize(operation.id());
    }
    throw WorkTools.notIn(before, ErrorCode.HSM_MODE_ALREADY);
  }

  private void stageCredential(UUID operation) {
    tools.home().stage(operation, Map.of(HomeFile.HSM_CREDENTIAL, sealedCredential()), Set.of());
  }

  private StoredCredential credential() {
    return new StoredCredential(vendorId, tokenLabel, requireNonNull(login).credential());
  }

  private Bytes sealedCredential() {
    try (StoredCredential stored = credential()) {
      return tools.keyFile().sealCredential(stored);
    }
  }

  @Override
  public void callHsm(Operation operation, OperationTrace trace) throws HsmException {
    try (HsmConnection connection = connect()) {
      KeyMaker maker = requireNonNull(key);
      rootOfTrust = maker.make(connection, operation, trace);
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) throws HsmException {
    RootOfTrust fresh = requireNonNull(rootOfTrust);
    MasterKeyRing ring = requireNonNull(oldRing).withFreshGeneration(tools.random());
    newRing = ring;
    try (SecretBytes walletPassword =
            SecretBytes.random(WrappedWalletPassword.WALLET_PASSWORD_BYTES, tools.random());
        HsmConnection connection = connect()) {
      UnderHsm wrapped = new UnderHsm(connection.wrap(fresh.key(), walletPassword));
      trace.step("wallet password wrapped by " + wrapped.secrets().get(0).mechanism());
      Bytes restore =
          new RestoreWallet(vendorId, tokenLabel, fresh.tokenSerial(), wrapped)
              .encode(passphrase, tools.random());
      FilePlan plan =
          tools
              .home()
              .stage(
                  operation.id(),
                  Map.of(
                      HomeFile.WALLET,
                      WalletFile.encode(ring, walletPassword),
                      HomeFile.HSM_WALLET_PASSWORD,
                      wrapped.encode(),
                      HomeFile.HSM_CREDENTIAL,
                      sealedCredential(),
                      HomeFile.RESTORE_WALLET,
                      restore,
                      HomeFile.SECURITY_CONF,
                      tools
                          .securityConf()
                          .withHsm(requireNonNull(target).vendor().provider())
                          .encode()),
                  Set.of(HomeFile.PASSPHRASE_WALLET_PASSWORD, HomeFile.AUTO_LOGIN));
      prove(operation.id(), connection, ring, restore);
      return plan;
    }
  }

  private void prove(UUID operation, HsmConnection connection, MasterKeyRing ring, Bytes restore)
      throws HsmException {
    try (MasterKeyRing read =
        HsmWallet.open(
            connection,
            requireNonNull(rootOfTrust),
            tools.home().requireStaged(operation, HomeFile.HSM_WALLET_PASSWORD),
            tools.home().requireStaged(operation, HomeFile.WALLET))) {
      if (!read.contentEquals(ring)
          || !tools.home().requireStaged(operation, HomeFile.RESTORE_WALLET).equals(restore)) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "the staged wallet");
      }
    }
    tools
        .keyFile()
        .openCredential(tools.home().requireStaged(operation, HomeFile.HSM_CREDENTIAL))
        .close();
  }

  private HsmConnection connect() throws HsmException {
    return tools.hsm().getConnection(requireNonNull(target));
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    if (during instanceof RootOfTrustState.Initializing initializing) {
      return initializing.succeed(requireNonNull(rootOfTrust));
    }
    throw new VaultException(ErrorCode.OPERATION_UNDONE, "state " + during.name());
  }

  @Override
  public List<TokenAddress> accepted() {
    return List.of(new TokenAddress(vendorId, tokenLabel));
  }

  @Override
  public void alongsideCommit() {
    tools.passports().save(requireNonNull(rootOfTrust), requireNonNull(key).passport());
  }

  @Override
  public String auditDetail() {
    RootOfTrust fresh = requireNonNull(rootOfTrust);
    return "%s, token %s (serial %s), %s, check value %s"
        .formatted(
            fresh.vendorId(),
            fresh.tokenLabel() == null ? "without label" : fresh.tokenLabel(),
            fresh.tokenSerial(),
            fresh.key(),
            fresh.checkValue());
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    MasterKeyRing ring = newRing;
    newRing = null;
    return ring;
  }

  @Override
  public void finished() {
    tools.findings().reset();
    tools.findings().found(RootsOfTrust.FIRST_NAME, null);
  }

  @Override
  public @Nullable KeyRef undo(OperationTrace trace) {
    KeyRef left = key == null ? null : key.destroy(trace);
    if (loggedIn) {
      tools.hsm().forget(requireNonNull(target));
    }
    return left;
  }

  @Override
  public void close() {
    if (login != null) {
      login.close();
    }
    if (oldRing != null) {
      oldRing.close();
    }
    if (newRing != null) {
      newRing.close();
    }
  }
}

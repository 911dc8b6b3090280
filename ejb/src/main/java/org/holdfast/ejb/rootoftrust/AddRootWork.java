package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.credential.TokenLogin;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.NamedRoot;
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
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.jspecify.annotations.Nullable;

/**
 * Add Root of Trust, step by step (B8): the wallet password in force under the key of one more HSM.
 * The wallet, and what the other HSMs wrapped, stay as they are.
 */
final class AddRootWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final String name;
  private final SecretChars typed;
  private final SecretChars passphrase;
  private final boolean allowModuleProtection;

  private TokenAddress token;
  private @Nullable KeyMaker key;
  private @Nullable TokenLogin login;
  private @Nullable HsmTarget target;
  private @Nullable RootsOfTrust before;
  private boolean loggedIn;
  private @Nullable SecretBytes walletPassword;
  private @Nullable MasterKeyRing ring;
  private @Nullable NamedRoot added;

  /** The secrets stay the caller's. */
  AddRootWork(
      WorkTools tools,
      String name,
      TokenAddress token,
      SecretChars credential,
      SecretChars passphrase,
      boolean allowModuleProtection) {
    this.tools = tools;
    this.name = name;
    this.token = token;
    this.typed = credential;
    this.passphrase = passphrase;
    this.allowModuleProtection = allowModuleProtection;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.ADD_ROOT;
  }

  @Override
  public String vendorId() {
    return token.vendorId();
  }

  @Override
  public @Nullable String tokenLabel() {
    return token.tokenLabel();
  }

  @Override
  public @Nullable KeyRef newKey() {
    return key == null ? null : key.key();
  }

  @Override
  public void check(OperationTrace trace) throws HsmException {
    RootsOfTrust inForce = tools.requireHsmMode();
    before = inForce;
    TokenLogin read =
        TokenLogin.of(token.vendorId(), typed, token.tokenLabel(), allowModuleProtection);
    login = read;
    token = new TokenAddress(token.vendorId(), read.tokenLabel());
    trace.step("credential: " + read.reading().words());
    inForce.requireRoomFor(NamedRoot.requireName(name), token);
    HsmTarget wanted = tools.hsmWallet().target(token);
    target = wanted;
    trace.step("target: " + wanted.describe());
    WorkTools.requireForm(wanted.vendor(), typed, token.tokenLabel());
    tools.requireRecoveryPassphrase(passphrase, "recoveryPassphrase");
    trace.step("the recovery passphrase is right");
    open(inForce, trace);
    requireOtherToken(inForce, tools.hsm().inspect(wanted).serial());
    tools.hooks().before(kind(), wanted.vendor(), trace);
    tools.hsm().login(wanted, read.credential());
    loggedIn = true;
    trace.step("logged in");
    try (HsmConnection connection = connect()) {
      trace.step("token: " + connection.token());
      requireOtherToken(inForce, connection.token().serial());
      KeyMaker maker = new KeyMaker(tools, token);
      key = maker;
      maker.choose(connection, trace);
    }
  }

  private void open(RootsOfTrust inForce, OperationTrace trace) {
    SecretBytes password =
        tools
            .access()
            .first(
                inForce,
                (connection, root) -> {
                  HsmWallet.requireKey(connection, root);
                  return tools.hsmWallet().walletPassword(connection, root);
                });
    walletPassword = password;
    ring = HsmWallet.open(tools.home().require(HomeFile.WALLET), password);
    trace.step("the wallet opens");
  }

  private static void requireOtherToken(RootsOfTrust inForce, String serial) {
    for (NamedRoot root : inForce.inOrder()) {
      if (root.root().tokenSerial().equals(serial)) {
        throw new VaultException(
                ErrorCode.ROOT_TOKEN_TAKEN,
                "the token with serial number %s is that of %s".formatted(serial, root.name()))
            .atField("tokenLabel");
      }
    }
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState state, Operation operation) {
    if (!WorkTools.requireHsmMode(state).roots().equals(before)) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    // Staged before the key is made: the reconciler can log in and destroy the key.
    tools.home().stage(operation.id(), Map.of(HomeFile.HSM_CREDENTIAL, credentials()), Set.of());
    return state;
  }

  private Bytes credentials() {
    Optional<StoredCredentials> stored = tools.hsmWallet().storedCredentials();
    try (StoredCredential fresh =
        new StoredCredential(
            token.vendorId(), token.tokenLabel(), requireNonNull(login).credential())) {
      return HsmFiles.credentials(tools, stored, requireNonNull(before), fresh);
    } finally {
      stored.ifPresent(StoredCredentials::close);
    }
  }

  @Override
  public void callHsm(Operation operation, OperationTrace trace) throws HsmException {
    try (HsmConnection connection = connect()) {
      added = new NamedRoot(name, requireNonNull(key).make(connection, operation, trace));
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) throws HsmException {
    RootOfTrust fresh = requireNonNull(added).root();
    RootsOfTrust after = requireNonNull(before).with(requireNonNull(added));
    Bytes wallet = tools.home().require(HomeFile.WALLET);
    try (HsmConnection connection = connect()) {
      UnderHsm wrapped =
          HsmFiles.with(HsmFiles.inForce(tools), connection, fresh, requireNonNull(walletPassword));
      FilePlan plan =
          tools
              .home()
              .stage(
                  operation.id(),
                  Map.of(
                      HomeFile.HSM_WALLET_PASSWORD,
                      wrapped.encode(),
                      HomeFile.HSM_CREDENTIAL,
                      credentials(),
                      HomeFile.RESTORE_WALLET,
                      HsmFiles.restoreWallet(tools, after, wrapped, passphrase)),
                  Set.of());
      HsmFiles.proveOpens(tools, operation.id(), connection, fresh, wallet, requireNonNull(ring));
      trace.step("the wallet opens by the new Root of Trust alone");
      proveOthersKept(operation, requireNonNull(before));
      HsmFiles.proveRestoreWallet(tools, operation.id(), passphrase, after);
      HsmFiles.proveCredentials(tools, operation.id());
      return plan;
    }
  }

  /** Byte for byte: one of them may be away, and cannot prove it by itself. */
  private void proveOthersKept(Operation operation, RootsOfTrust others) {
    UnderHsm former = HsmFiles.inForce(tools);
    UnderHsm staged =
        HsmWallet.underHsm(
            tools.home().requireStaged(operation.id(), HomeFile.HSM_WALLET_PASSWORD));
    for (NamedRoot other : others.inOrder()) {
      if (!HsmWallet.wrapped(staged, other.root())
          .equals(HsmWallet.wrapped(former, other.root()))) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, "staged: " + other.name());
      }
    }
  }

  private HsmConnection connect() throws HsmException {
    return tools.hsm().getConnection(requireNonNull(target));
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return WorkTools.requireHsmMode(during).add(requireNonNull(added));
  }

  @Override
  public void alongsideCommit() {
    tools.passports().save(requireNonNull(added).root(), requireNonNull(key).passport());
  }

  @Override
  public List<TokenAddress> accepted() {
    return List.of(token);
  }

  @Override
  public String auditDetail() {
    RootOfTrust fresh = requireNonNull(added).root();
    return "%s: %s, token %s (serial %s), %s, check value %s"
        .formatted(
            name,
            fresh.vendorId(),
            fresh.tokenLabel() == null ? "without label" : fresh.tokenLabel(),
            fresh.tokenSerial(),
            fresh.key(),
            fresh.checkValue());
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    return null;
  }

  @Override
  public void finished() {
    tools.findings().found(name, null);
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
    if (walletPassword != null) {
      walletPassword.close();
    }
    if (ring != null) {
      ring.close();
    }
  }
}

package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.credential.CredentialReading;
import org.holdfast.domain.credential.KeyProtection;
import org.holdfast.domain.credential.TokenLogin;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootOfTrustState.HsmProtected;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.StoredCredential;
import org.holdfast.domain.wallet.StoredCredentials;
import org.jspecify.annotations.Nullable;

/** Set Credential, step by step. */
final class SetCredentialWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final String vendorId;
  private final SecretChars typed;
  private final @Nullable SecretChars passphrase;
  private final boolean allowModuleProtection;
  private final @Nullable String root;

  private @Nullable String tokenLabel;
  private @Nullable TokenLogin login;
  private @Nullable HsmTarget target;
  private @Nullable NamedRoot former;
  private boolean loggedIn;
  private @Nullable RootOfTrust reached;
  private @Nullable RootsOfTrust after;
  private @Nullable MasterKeyRing ring;

  /**
   * The secrets stay the caller's.
   *
   * @param tokenLabel null if none was given
   * @param root name of the Root of Trust; null for the primary one
   */
  SetCredentialWork(
      WorkTools tools,
      String vendorId,
      SecretChars credential,
      @Nullable SecretChars passphrase,
      @Nullable String tokenLabel,
      boolean allowModuleProtection,
      @Nullable String root) {
    this.tools = tools;
    this.vendorId = vendorId;
    this.typed = credential;
    this.passphrase = passphrase;
    this.tokenLabel = tokenLabel;
    this.allowModuleProtection = allowModuleProtection;
    this.root = root;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.SET_CREDENTIAL;
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
  public void check(OperationTrace trace) throws HsmException {
    RootOfTrustState state = tools.transactions().load();
    tokenLabel = meantLabel(state, trace);
    TokenLogin read = TokenLogin.of(vendorId, typed, tokenLabel, allowModuleProtection);
    login = read;
    tokenLabel = read.tokenLabel();
    HsmTarget wanted = tools.hsmWallet().target(vendorId, tokenLabel);
    target = wanted;
    trace.step("target: " + wanted.describe());
    trace.step("credential: " + read.reading().words());
    WorkTools.requireForm(wanted.vendor(), typed, tokenLabel);
    if (state instanceof RootOfTrustState.HsmProtected inForce) {
      NamedRoot meant = meant(inForce.roots());
      requirePassphrase();
      trace.step("the recovery passphrase is right");
      requireSameProtection(wanted, read.reading(), meant.root());
      requireNotAnothers(inForce.roots(), meant);
      former = meant;
      login(wanted, trace);
      proveReach(wanted, inForce, meant, trace);
    } else if (root != null) {
      throw new VaultException(ErrorCode.ROOT_UNKNOWN, root).atField("root");
    } else if (state instanceof RootOfTrustState.PassphraseProtected) {
      login(wanted, trace);
    } else {
      throw WorkTools.notIn(state, ErrorCode.HSM_MODE_REQUIRED);
    }
  }

  private NamedRoot meant(RootsOfTrust roots) {
    return root == null ? roots.primary() : roots.require(root);
  }

  /** A token that is known is the one that is meant, however many can be seen (S15). */
  private @Nullable String meantLabel(RootOfTrustState state, OperationTrace trace) {
    if (tokenLabel != null || !(state instanceof HsmProtected inForce)) {
      return tokenLabel;
    }
    RootOfTrust known = meant(inForce.roots()).root();
    if (!vendorId.equals(known.vendorId())) {
      // Another vendor's token has a label of its own.
      return null;
    }
    String label =
        TokenLogin.meantLabel(vendorId, typed, null, allowModuleProtection, known.tokenLabel());
    if (label != null) {
      trace.step("no token label was given: it is that of the Root of Trust, " + label);
    }
    return label;
  }

  private void requireNotAnothers(RootsOfTrust roots, NamedRoot meant) {
    Optional<NamedRoot> there = roots.at(new TokenAddress(vendorId, tokenLabel));
    if (there.isPresent() && !there.get().equals(meant)) {
      throw new VaultException(
              ErrorCode.ROOT_TOKEN_TAKEN, "this token is that of " + there.get().name())
          .atField("tokenLabel");
    }
  }

  private void requirePassphrase() {
    if (passphrase == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the recovery passphrase")
          .atField("recoveryPassphrase");
    }
    tools.requireRecoveryPassphrase(passphrase, "recoveryPassphrase");
  }

  /** Between module and softcard or card set no key can be transferred (S111). */
  private void requireSameProtection(
      HsmTarget wanted, CredentialReading reading, RootOfTrust inForce) throws HsmException {
    boolean another = (tokenLabel == null) != (inForce.tokenLabel() == null);
    // Another serial number: to give the same token's label for the first time is allowed (S30).
    if (reading.protection() != KeyProtection.TOKEN
        && vendorId.equals(inForce.vendorId())
        && another
        && !tools.hsm().inspect(wanted).serial().equals(inForce.tokenSerial())) {
      throw new VaultException(ErrorCode.PROTECTION_CHANGE, "it would become " + reading.words())
          .atField("credential");
    }
  }

  private void login(HsmTarget wanted, OperationTrace trace) throws HsmException {
    tools.hooks().before(kind(), wanted.vendor(), trace);
    tools.hsm().login(wanted, requireNonNull(login).credential());
    loggedIn = true;
    trace.step("logged in");
  }

  private void proveReach(
      HsmTarget wanted, HsmProtected state, NamedRoot meant, OperationTrace trace)
      throws HsmException {
    RootOfTrust inForce = meant.root();
    try (HsmConnection connection = tools.hsm().getConnection(wanted)) {
      trace.step("token: " + connection.token());
      trace.step("key: " + HsmWallet.requireKey(connection, inForce));
      ring = tools.hsmWallet().open(connection, inForce);
      trace.step("the wallet opens");
      RootOfTrust found = inForce.reachedBy(vendorId, tokenLabel, connection.token().serial());
      after = state.reachedBy(meant.name(), found).roots();
      reached = found;
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    Map<HomeFile, Bytes> files = new EnumMap<>(HomeFile.class);
    files.put(HomeFile.HSM_CREDENTIAL, credentials(trace));
    if (reached != null) {
      int provider =
          tools.hsmWallet().target(requireNonNull(after).primary().root()).vendor().provider();
      files.put(HomeFile.SECURITY_CONF, tools.securityConf().withHsm(provider).encode());
    }
    FilePlan plan = tools.home().stage(operation.id(), files, Set.of());
    HsmFiles.proveCredentials(tools, operation.id());
    return plan;
  }

  /** The credentials of the other Roots of Trust stay. */
  private Bytes credentials(OperationTrace trace) {
    try (StoredCredential fresh =
        new StoredCredential(vendorId, tokenLabel, requireNonNull(login).credential())) {
      if (after == null) {
        return tools.keyFile().sealCredential(fresh);
      }
      Optional<StoredCredentials> stored = stored(trace);
      try {
        return HsmFiles.credentials(tools, stored, after, fresh);
      } finally {
        stored.ifPresent(StoredCredentials::close);
      }
    }
  }

  @Override
  public List<TokenAddress> accepted() {
    return List.of(new TokenAddress(vendorId, tokenLabel));
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    if (during instanceof RootOfTrustState.HsmProtected inForce && reached != null) {
      return inForce.reachedBy(requireNonNull(former).name(), reached);
    }
    return during;
  }

  @Override
  public String auditDetail() {
    return "%s%s, token %s"
        .formatted(
            former == null ? "" : former.name() + ": ",
            vendorId,
            tokenLabel == null ? "without label" : tokenLabel);
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    MasterKeyRing opened = ring;
    ring = null;
    return opened;
  }

  @Override
  public void finished() {
    if (reached == null) {
      // Prepared for a restore: nothing needs the token until then.
      tools.hsm().forget(requireNonNull(target));
    } else {
      tools.findings().found(requireNonNull(former).name(), null);
    }
  }

  /** The former credential is in force again (S25); where there was none, none is (S26). */
  @Override
  public @Nullable KeyRef undo(OperationTrace trace) {
    if (!loggedIn) {
      return null;
    }
    tools.hsm().forget(requireNonNull(target));
    NamedRoot before = former;
    if (before != null) {
      Optional<StoredCredentials> stored = stored(trace);
      try {
        stored
            .flatMap(list -> list.find(before.root().vendorId(), before.root().tokenLabel()))
            .ifPresent(credentialBefore -> loginAgain(before, credentialBefore, trace));
      } finally {
        stored.ifPresent(StoredCredentials::close);
      }
    }
    return null;
  }

  private Optional<StoredCredentials> stored(OperationTrace trace) {
    try {
      return tools.hsmWallet().storedCredentials();
    } catch (VaultException e) {
      // An unreadable credential is what Set Credential is to cure; it must not hide this failure.
      trace.failed(e);
      return Optional.empty();
    }
  }

  private void loginAgain(NamedRoot root, StoredCredential before, OperationTrace trace) {
    try {
      tools
          .hsm()
          .login(
              tools.hsmWallet().target(before.vendorId(), before.tokenLabel()),
              before.credential());
      trace.step("the former credential is logged in again");
    } catch (HsmException e) {
      trace.failed(e);
      VaultException failure =
          HsmFailures.toVaultException(
              new HsmUnavailable(HsmFault.ROLLBACK_FAILED, "the former credential", e.ckr(), e));
      // The arrow is red at once (S28): until the next check somebody might restart.
      tools.findings().found(root.name(), failure);
      throw failure;
    }
  }

  @Override
  public void close() {
    if (login != null) {
      login.close();
    }
    if (ring != null) {
      ring.close();
    }
  }
}

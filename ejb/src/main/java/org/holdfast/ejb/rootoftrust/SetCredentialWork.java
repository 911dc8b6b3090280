package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.StoredCredential;
import org.jspecify.annotations.Nullable;

/** Set Credential, step by step. */
final class SetCredentialWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final String vendorId;
  private final SecretChars credential;
  private final @Nullable SecretChars passphrase;
  private final @Nullable String tokenLabel;

  private @Nullable HsmTarget target;
  private boolean hsmMode;
  private boolean loggedIn;
  private @Nullable RootOfTrust reached;
  private @Nullable MasterKeyRing ring;

  /** The secrets stay the caller's. */
  SetCredentialWork(
      WorkTools tools,
      String vendorId,
      SecretChars credential,
      @Nullable SecretChars passphrase,
      @Nullable String tokenLabel) {
    this.tools = tools;
    this.vendorId = vendorId;
    this.credential = credential;
    this.passphrase = passphrase;
    this.tokenLabel = tokenLabel;
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
    HsmTarget wanted = tools.hsmWallet().target(vendorId, tokenLabel);
    target = wanted;
    trace.step("target: " + wanted.describe());
    WorkTools.requireForm(wanted.vendor(), credential, tokenLabel);
    if (state instanceof RootOfTrustState.HsmProtected inForce) {
      hsmMode = true;
      requirePassphrase();
      trace.step("the recovery passphrase is right");
      login(wanted, trace);
      proveReach(wanted, inForce.rootOfTrust(), trace);
    } else if (state instanceof RootOfTrustState.PassphraseProtected) {
      login(wanted, trace);
    } else {
      throw WorkTools.notIn(state, ErrorCode.HSM_MODE_REQUIRED);
    }
  }

  private void requirePassphrase() {
    if (passphrase == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the recovery passphrase")
          .atField("recoveryPassphrase");
    }
    tools.requireRecoveryPassphrase(passphrase, "recoveryPassphrase");
  }

  private void login(HsmTarget wanted, OperationTrace trace) throws HsmException {
    tools.hooks().before(kind(), wanted.vendor(), trace);
    tools.hsm().login(wanted, credential);
    loggedIn = true;
    trace.step("logged in");
  }

  private void proveReach(HsmTarget wanted, RootOfTrust inForce, OperationTrace trace)
      throws HsmException {
    try (HsmConnection connection = tools.hsm().getConnection(wanted)) {
      trace.step("token: " + connection.token());
      trace.step("key: " + HsmWallet.requireKey(connection, inForce));
      ring = tools.hsmWallet().open(connection);
      trace.step("the wallet opens");
      reached = inForce.reachedBy(vendorId, tokenLabel, connection.token().serial());
    }
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    Map<HomeFile, Bytes> files = new EnumMap<>(HomeFile.class);
    try (StoredCredential stored = new StoredCredential(vendorId, tokenLabel, credential)) {
      files.put(HomeFile.HSM_CREDENTIAL, tools.keyFile().sealCredential(stored));
    }
    if (reached != null) {
      int provider = requireNonNull(target).vendor().provider();
      files.put(HomeFile.SECURITY_CONF, tools.securityConf().withHsm(provider).encode());
    }
    FilePlan plan = tools.home().stage(operation.id(), files, Set.of());
    tools
        .keyFile()
        .openCredential(tools.home().requireStaged(operation.id(), HomeFile.HSM_CREDENTIAL))
        .close();
    return plan;
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    if (during instanceof RootOfTrustState.HsmProtected inForce && reached != null) {
      return inForce.reachedBy(reached);
    }
    return during;
  }

  @Override
  public String auditDetail() {
    return "%s, token %s".formatted(vendorId, tokenLabel == null ? "without label" : tokenLabel);
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
      tools.monitor().found(null);
    }
  }

  /** The former credential is in force again (S25); where there was none, none is (S26). */
  @Override
  public @Nullable KeyRef undo(OperationTrace trace) {
    if (!loggedIn) {
      return null;
    }
    tools.hsm().forget(requireNonNull(target));
    if (hsmMode) {
      former(trace).ifPresent(credentialBefore -> loginAgain(credentialBefore, trace));
    }
    return null;
  }

  private Optional<StoredCredential> former(OperationTrace trace) {
    try {
      return tools.hsmWallet().storedCredential();
    } catch (VaultException e) {
      // An unreadable credential is what Set Credential is to cure; it must not hide this failure.
      trace.failed(e);
      return Optional.empty();
    }
  }

  private void loginAgain(StoredCredential former, OperationTrace trace) {
    try (former) {
      tools
          .hsm()
          .login(
              tools.hsmWallet().target(former.vendorId(), former.tokenLabel()),
              former.credential());
      trace.step("the former credential is logged in again");
    } catch (HsmException e) {
      trace.failed(e);
      throw HsmFailures.toVaultException(
          new HsmUnavailable(HsmFault.ROLLBACK_FAILED, "the former credential", e.ckr(), e));
    }
  }

  @Override
  public void close() {
    if (ring != null) {
      ring.close();
    }
  }
}

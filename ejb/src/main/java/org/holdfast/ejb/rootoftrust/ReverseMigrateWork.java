package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.domain.credential.TokenLogin;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.RecoveryPassphrase;
import org.jspecify.annotations.Nullable;

/** Reverse Migrate, step by step. */
final class ReverseMigrateWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final SecretChars credential;
  private final SecretChars oldPassphrase;
  private final SecretChars newPassphrase;
  private final @Nullable String root;

  private @Nullable RootsOfTrust left;
  private @Nullable MasterKeyRing oldRing;
  private @Nullable MasterKeyRing newRing;

  /**
   * The secrets stay the caller's.
   *
   * @param root name of the Root of Trust that the credential is for; null for the primary one
   */
  ReverseMigrateWork(
      WorkTools tools,
      SecretChars credential,
      SecretChars oldPassphrase,
      SecretChars newPassphrase,
      @Nullable String root) {
    this.tools = tools;
    this.credential = credential;
    this.oldPassphrase = oldPassphrase;
    this.newPassphrase = newPassphrase;
    this.root = root;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.REVERSE_MIGRATE;
  }

  @Override
  public void check(OperationTrace trace) throws HsmException {
    RootsOfTrust roots = tools.requireHsmMode();
    left = roots;
    RootOfTrust inForce = (root == null ? roots.primary() : roots.require(root)).root();
    tools.requireNothingHeldByHsm();
    RecoveryPassphrase.requireStrong(newPassphrase, "newRecoveryPassphrase");
    tools.requireRecoveryPassphrase(oldPassphrase, "oldRecoveryPassphrase");
    trace.step("the old recovery passphrase is right");
    HsmTarget wanted = tools.hsmWallet().target(inForce);
    trace.step("target: " + wanted.describe());
    // Typed by the same person, perhaps in the same form, as in Initialize (S106).
    try (TokenLogin login =
        TokenLogin.of(inForce.vendorId(), credential, inForce.tokenLabel(), true)) {
      tools.hsm().login(wanted, login.credential());
    }
    trace.step("logged in");
    try (HsmConnection connection = tools.hsm().getConnection(wanted)) {
      trace.step("key: " + HsmWallet.requireKey(connection, inForce));
      oldRing = tools.hsmWallet().open(connection, inForce);
    }
    trace.step("the wallet opens");
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState before, Operation operation) {
    if (before instanceof RootOfTrustState.HsmProtected inForce) {
      return inForce.beginReverseMigrate(operation.id());
    }
    throw WorkTools.notIn(before, ErrorCode.HSM_MODE_REQUIRED);
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    MasterKeyRing ring = requireNonNull(oldRing).withFreshGeneration(tools.random());
    newRing = ring;
    Map<HomeFile, Bytes> files = PassphraseFiles.encode(tools, ring, newPassphrase);
    FilePlan plan =
        tools
            .home()
            .stage(
                operation.id(),
                files,
                Set.of(
                    HomeFile.HSM_CREDENTIAL,
                    HomeFile.HSM_WALLET_PASSWORD,
                    HomeFile.RESTORE_WALLET));
    PassphraseFiles.prove(tools, operation.id(), ring, newPassphrase);
    return plan;
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    if (during instanceof RootOfTrustState.ReverseMigrating migrating) {
      return migrating.succeed();
    }
    throw new VaultException(ErrorCode.OPERATION_UNDONE, "state " + during.name());
  }

  @Override
  public List<FormerKey> former(Operation operation) {
    return requireNonNull(left).inOrder().stream()
        .map(gone -> new FormerKey(operation.id(), gone, FormerKey.Reason.REVERSE_MIGRATED))
        .toList();
  }

  @Override
  public String auditDetail() {
    return "the recovery passphrase protects the wallet; %s stays on the token"
        .formatted(
            requireNonNull(left).inOrder().stream()
                .map(gone -> gone.root().key().toString())
                .collect(Collectors.joining(", ")));
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    MasterKeyRing ring = newRing;
    newRing = null;
    return ring;
  }

  @Override
  public void finished() {
    for (NamedRoot gone : requireNonNull(left).inOrder()) {
      tools.hsm().forget(tools.hsmWallet().target(gone.root()));
    }
    tools.findings().without();
  }

  @Override
  public void close() {
    if (oldRing != null) {
      oldRing.close();
    }
    if (newRing != null) {
      newRing.close();
    }
  }
}

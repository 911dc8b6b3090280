package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.StoredCredentials;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Remove Root of Trust, step by step (B8): the wallet password is under the keys of the others
 * alone. The HSM that goes need not be there; its key stays on it, for backups made before.
 */
final class RemoveRootWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final String name;
  private final SecretChars passphrase;

  private @Nullable RootsOfTrust before;
  private @Nullable RootsOfTrust after;
  private @Nullable NamedRoot removed;
  private @Nullable MasterKeyRing ring;
  private final List<NamedRoot> up = new ArrayList<>();

  /** The passphrase stays the caller's. */
  RemoveRootWork(WorkTools tools, String name, SecretChars passphrase) {
    this.tools = tools;
    this.name = name;
    this.passphrase = passphrase;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.REMOVE_ROOT;
  }

  @Override
  public void check(OperationTrace trace) {
    RootsOfTrust inForce = tools.requireHsmMode();
    before = inForce;
    removed = inForce.require(name);
    RootsOfTrust left = inForce.without(name);
    after = left;
    tools.requireRecoveryPassphrase(passphrase, "recoveryPassphrase");
    trace.step("the recovery passphrase is right");
    requireNoDataKeys(inForce, left);
    trace.step("it wraps no data keys");
    requireOthersOpen(left, trace);
  }

  private void requireNoDataKeys(RootsOfTrust inForce, RootsOfTrust left) {
    tools.requireHeldOnlyBy(left);
    if (inForce.primary().name().equals(name) && tools.usesHsmForDataKeys()) {
      // A request may be wrapping one with its key at this moment.
      throw new VaultException(
          ErrorCode.ROOT_HOLDS_DATA_KEYS,
          name + " is the primary one, and virtual wallets have the protection HSM");
    }
  }

  private void requireOthersOpen(RootsOfTrust left, OperationTrace trace) {
    Map<NamedRoot, VaultException> down = new LinkedHashMap<>();
    for (NamedRoot root : left.inOrder()) {
      try {
        open(root);
        up.add(root);
        trace.step("the wallet opens by " + root.name() + " alone");
      } catch (RuntimeException e) {
        trace.failed(e);
        down.put(root, Failures.toVaultException(e));
      }
    }
    if (up.isEmpty() || down.containsKey(left.primary())) {
      throw new VaultException(ErrorCode.ROOT_AWAY, RootAccess.describe(down));
    }
  }

  private void open(NamedRoot root) {
    MasterKeyRing opened =
        tools
            .access()
            .one(
                root,
                (connection, key) -> {
                  HsmWallet.requireKey(connection, key);
                  return tools.hsmWallet().open(connection, key);
                });
    if (ring == null) {
      ring = opened;
    } else {
      opened.close();
    }
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState state, Operation operation) {
    if (!WorkTools.requireHsmMode(state).roots().equals(before)) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    return state;
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    RootsOfTrust left = requireNonNull(after);
    NamedRoot gone = requireNonNull(removed);
    UnderHsm wrapped = HsmFiles.inForce(tools).without(gone.root().key(), gone.root().checkValue());
    int provider = tools.hsmWallet().target(left.primary().root()).vendor().provider();
    FilePlan plan =
        tools
            .home()
            .stage(
                operation.id(),
                Map.of(
                    HomeFile.HSM_WALLET_PASSWORD,
                    wrapped.encode(),
                    HomeFile.HSM_CREDENTIAL,
                    credentials(left),
                    HomeFile.RESTORE_WALLET,
                    HsmFiles.restoreWallet(tools, left, wrapped, passphrase),
                    HomeFile.SECURITY_CONF,
                    tools.securityConf().withHsm(provider).encode()),
                Set.of());
    Bytes wallet = tools.home().require(HomeFile.WALLET);
    for (NamedRoot root : up) {
      tools
          .access()
          .one(
              root,
              (connection, key) -> {
                HsmFiles.proveOpens(
                    tools, operation.id(), connection, key, wallet, requireNonNull(ring));
                return true;
              });
      trace.step("what is staged opens by " + root.name() + " alone");
    }
    HsmFiles.proveRestoreWallet(tools, operation.id(), passphrase, left);
    HsmFiles.proveCredentials(tools, operation.id());
    return plan;
  }

  private Bytes credentials(RootsOfTrust left) {
    Optional<StoredCredentials> stored = tools.hsmWallet().storedCredentials();
    try {
      return HsmFiles.credentials(tools, stored, left, null);
    } finally {
      stored.ifPresent(StoredCredentials::close);
    }
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return WorkTools.requireHsmMode(during).remove(name);
  }

  @Override
  public List<FormerKey> former(Operation operation) {
    return List.of(
        new FormerKey(operation.id(), requireNonNull(removed), FormerKey.Reason.REMOVED));
  }

  @Override
  public String auditDetail() {
    return "%s: %s stays on the token with serial %s; primary is %s"
        .formatted(
            name,
            requireNonNull(removed).root().key(),
            requireNonNull(removed).root().tokenSerial(),
            requireNonNull(after).primary().name());
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    return null;
  }

  @Override
  public void finished() {
    tools.findings().keep(requireNonNull(after));
    tools.hsm().forget(tools.hsmWallet().target(requireNonNull(removed).root()));
  }

  @Override
  public void close() {
    if (ring != null) {
      ring.close();
    }
  }
}

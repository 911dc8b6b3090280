package org.holdfast.ejb.rootoftrust;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.WalletFile;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Rotate Root of Trust, step by step: one Root of Trust gets another key on the same token, and the
 * wallet a fresh wallet password, wrapped by each of them. All must be there. The former key stays
 * on the token, for backups and for data keys that are not re-wrapped yet.
 */
final class RotateRootWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final String name;
  private final SecretChars passphrase;

  private @Nullable RootsOfTrust before;
  private @Nullable RootsOfTrust after;
  private @Nullable NamedRoot rotated;
  private @Nullable KeyMaker key;
  private @Nullable RootOfTrust renewed;
  private @Nullable MasterKeyRing ring;

  /** The passphrase stays the caller's. */
  RotateRootWork(WorkTools tools, String name, SecretChars passphrase) {
    this.tools = tools;
    this.name = name;
    this.passphrase = passphrase;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.ROTATE_ROOT;
  }

  @Override
  public @Nullable String vendorId() {
    return rotated == null ? null : rotated.root().vendorId();
  }

  @Override
  public @Nullable String tokenLabel() {
    return rotated == null ? null : rotated.root().tokenLabel();
  }

  @Override
  public @Nullable KeyRef newKey() {
    return key == null ? null : key.key();
  }

  @Override
  public void check(OperationTrace trace) {
    RootsOfTrust inForce = tools.requireHsmMode();
    before = inForce;
    NamedRoot root = inForce.require(name);
    rotated = root;
    tools.requireRecoveryPassphrase(passphrase, "recoveryPassphrase");
    trace.step("the recovery passphrase is right");
    requireAllOpen(inForce, trace);
    tools.hooks().before(kind(), tools.hsmWallet().target(root.root()).vendor(), trace);
    KeyMaker maker = new KeyMaker(tools, root.root().address());
    key = maker;
    tools
        .access()
        .one(
            root,
            (connection, former) -> {
              trace.step("token: " + connection.token());
              maker.choose(connection, trace);
              return true;
            });
  }

  private void requireAllOpen(RootsOfTrust inForce, OperationTrace trace) {
    Map<NamedRoot, VaultException> down = new LinkedHashMap<>();
    for (NamedRoot root : inForce.inOrder()) {
      try {
        MasterKeyRing opened = tools.access().one(root, this::open);
        trace.step("the wallet opens by " + root.name() + " alone");
        if (ring == null) {
          ring = opened;
        } else {
          opened.close();
        }
      } catch (RuntimeException e) {
        trace.failed(e);
        down.put(root, Failures.toVaultException(e));
      }
    }
    if (!down.isEmpty()) {
      throw new VaultException(ErrorCode.ROOT_AWAY, RootAccess.describe(down));
    }
  }

  private MasterKeyRing open(HsmConnection connection, RootOfTrust root) throws HsmException {
    HsmWallet.requireKey(connection, root);
    return tools.hsmWallet().open(connection, root);
  }

  @Override
  public RootOfTrustState begin(RootOfTrustState state, Operation operation) {
    if (!WorkTools.requireHsmMode(state).roots().equals(before)) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    return state;
  }

  @Override
  public void callHsm(Operation operation, OperationTrace trace) {
    RootOfTrust made =
        tools
            .access()
            .one(
                requireNonNull(rotated),
                (connection, former) -> requireNonNull(key).make(connection, operation, trace));
    renewed = made;
    after = requireNonNull(before).with(name, made);
  }

  @Override
  public FilePlan stage(Operation operation, OperationTrace trace) {
    RootsOfTrust roots = requireNonNull(after);
    MasterKeyRing keys = requireNonNull(ring);
    try (SecretBytes walletPassword =
        SecretBytes.random(WrappedWalletPassword.WALLET_PASSWORD_BYTES, tools.random())) {
      UnderHsm wrapped = wrap(roots, walletPassword);
      FilePlan plan =
          tools
              .home()
              .stage(
                  operation.id(),
                  Map.of(
                      HomeFile.WALLET,
                      WalletFile.encode(keys, walletPassword),
                      HomeFile.HSM_WALLET_PASSWORD,
                      wrapped.encode(),
                      HomeFile.RESTORE_WALLET,
                      HsmFiles.restoreWallet(tools, roots, wrapped, passphrase)),
                  Set.of());
      prove(operation, roots, keys, trace);
      return plan;
    }
  }

  private UnderHsm wrap(RootsOfTrust roots, SecretBytes walletPassword) {
    UnderHsm wrapped = null;
    for (NamedRoot root : roots.inOrder()) {
      UnderHsm others = wrapped;
      wrapped =
          tools
              .access()
              .one(
                  root,
                  (connection, own) -> HsmFiles.with(others, connection, own, walletPassword));
    }
    return requireNonNull(wrapped);
  }

  private void prove(
      Operation operation, RootsOfTrust roots, MasterKeyRing keys, OperationTrace trace) {
    Bytes wallet = tools.home().requireStaged(operation.id(), HomeFile.WALLET);
    for (NamedRoot root : roots.inOrder()) {
      tools
          .access()
          .one(
              root,
              (connection, own) -> {
                HsmWallet.requireKey(connection, own);
                HsmFiles.proveOpens(tools, operation.id(), connection, own, wallet, keys);
                return true;
              });
      trace.step("what is staged opens by " + root.name() + " alone");
    }
    HsmFiles.proveRestoreWallet(tools, operation.id(), passphrase, roots);
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return WorkTools.requireHsmMode(during).rotate(name, requireNonNull(renewed));
  }

  @Override
  public List<FormerKey> former(Operation operation) {
    return List.of(
        new FormerKey(operation.id(), requireNonNull(rotated), FormerKey.Reason.ROTATED));
  }

  @Override
  public void alongsideCommit() {
    tools.passports().save(requireNonNull(renewed), requireNonNull(key).passport());
  }

  @Override
  public String auditDetail() {
    RootOfTrust made = requireNonNull(renewed);
    return "%s: %s, check value %s; %s stays on the token"
        .formatted(name, made.key(), made.checkValue(), requireNonNull(rotated).root().key());
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    return null;
  }

  @Override
  public void finished() {
    requireNonNull(after).names().forEach(root -> tools.findings().found(root, null));
  }

  @Override
  public @Nullable KeyRef undo(OperationTrace trace) {
    return key == null ? null : key.destroy(trace);
  }

  @Override
  public void close() {
    if (ring != null) {
      ring.close();
    }
  }
}

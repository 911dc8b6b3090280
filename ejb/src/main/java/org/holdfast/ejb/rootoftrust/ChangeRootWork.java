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
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Change of a Root of Trust's name or priority, step by step. Another primary one must be up; where
 * the HSM holds data keys the former must be too, as they are re-wrapped from one to the other.
 */
final class ChangeRootWork implements RootOfTrustWork {

  private final WorkTools tools;
  private final String name;
  private final String newName;
  private final @Nullable Integer newPriority;

  private @Nullable RootsOfTrust before;
  private @Nullable RootsOfTrust after;

  /**
   * @param newPriority from 1; null to leave it
   */
  ChangeRootWork(WorkTools tools, String name, String newName, @Nullable Integer newPriority) {
    this.tools = tools;
    this.name = name;
    this.newName = newName;
    this.newPriority = newPriority;
  }

  @Override
  public OperationKind kind() {
    return OperationKind.CHANGE_ROOT;
  }

  @Override
  public void check(OperationTrace trace) {
    RootOfTrustState.HsmProtected state = WorkTools.requireHsmMode(tools.transactions().load());
    before = state.roots();
    NamedRoot.requireName(newName);
    RootsOfTrust changed = arrange(state).roots();
    after = changed;
    NamedRoot formerPrimary = state.roots().primary();
    if (!changed.primary().root().equals(formerPrimary.root())) {
      requireUp(
          tools.usesHsmForDataKeys()
              ? List.of(changed.primary(), formerPrimary)
              : List.of(changed.primary()),
          trace);
    }
  }

  private RootOfTrustState.HsmProtected arrange(RootOfTrustState.HsmProtected state) {
    return state.arrange(
        name, newName, newPriority == null ? state.roots().priority(name) : newPriority);
  }

  private void requireUp(List<NamedRoot> needed, OperationTrace trace) {
    Map<NamedRoot, VaultException> down = new LinkedHashMap<>();
    for (NamedRoot root : needed) {
      try {
        tools
            .access()
            .one(
                root,
                (connection, key) -> {
                  HsmWallet.requireKey(connection, key);
                  tools.hsmWallet().open(connection, key).close();
                  return true;
                });
        trace.step("the wallet opens by " + root.name() + " alone");
      } catch (RuntimeException e) {
        trace.failed(e);
        down.put(root, Failures.toVaultException(e));
      }
    }
    if (!down.isEmpty()) {
      throw new VaultException(ErrorCode.ROOT_AWAY, RootAccess.describe(down));
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
    int provider =
        tools.hsmWallet().target(requireNonNull(after).primary().root()).vendor().provider();
    return tools
        .home()
        .stage(
            operation.id(),
            Map.of(HomeFile.SECURITY_CONF, tools.securityConf().withHsm(provider).encode()),
            Set.of());
  }

  @Override
  public RootOfTrustState succeed(RootOfTrustState during) {
    return arrange(WorkTools.requireHsmMode(during));
  }

  @Override
  public String auditDetail() {
    return "%s: now %s; in order of priority: %s"
        .formatted(name, newName, String.join(", ", requireNonNull(after).names()));
  }

  @Override
  public @Nullable MasterKeyRing takeNewRing() {
    return null;
  }

  @Override
  public void finished() {
    tools.findings().renamed(name, newName);
    tools.findings().keep(requireNonNull(after));
  }

  @Override
  public void close() {
    // It has no secrets.
  }
}

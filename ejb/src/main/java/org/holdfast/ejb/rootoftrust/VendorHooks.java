package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.VendorHook;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.rootoftrust.HookRunner;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.node.PeriodicTask;
import org.holdfast.ejb.node.SystemMessages;

/**
 * The commands of a vendor pack around Root of Trust operations (B12, S19). Before one, a failure
 * ends it with nothing changed; after the commit, it is a warning in trace, log and audit trail.
 */
@ApplicationScoped
class VendorHooks {

  @Inject private VendorPacks vendors;
  @Inject private VaultHome home;
  @Inject private Clock clock;
  @Inject private RootOfTrustTransactions transactions;

  /** Operations that a crash kept from their hooks, and the reconciler has finished. */
  private final Queue<Operation> owed = new ConcurrentLinkedQueue<>();

  /** What hooks call an operation; empty if none can be run around it. */
  static Optional<VendorHook.Operation> hooked(OperationKind kind) {
    return switch (kind) {
      case INITIALIZE, ADD_ROOT, ROTATE_ROOT -> Optional.of(VendorHook.Operation.MAKE_KEY);
      case SET_CREDENTIAL -> Optional.of(VendorHook.Operation.SET_CREDENTIAL);
      case RESTORE -> Optional.of(VendorHook.Operation.RESTORE);
      case POST_INSTALL,
          REVERSE_MIGRATE,
          ROTATE_MASTER_KEY,
          OPEN_VAULT,
          CHANGE_RECOVERY_PASSPHRASE,
          REMOVE_ROOT,
          CHANGE_ROOT,
          DESTROY_ROOT_KEY,
          DESTROY_MASTER_KEY ->
          Optional.empty();
    };
  }

  /**
   * Runs what the vendor wants before an operation. To be called before the HSM is.
   *
   * @throws VaultException {@link org.holdfast.domain.error.ErrorCode#VENDOR_HOOK_FAILED}, {@link
   *     org.holdfast.domain.error.ErrorCode#VENDOR_HOOK_HUNG}
   */
  void before(OperationKind kind, VendorPack vendor, OperationTrace trace) {
    HookRunner.run(of(VendorHook.Moment.BEFORE, kind, vendor), trace);
  }

  /** As {@link #before}, with a trace of its own where something is run. */
  void before(OperationKind kind, VendorPack vendor) {
    List<VendorHook> hooks = of(VendorHook.Moment.BEFORE, kind, vendor);
    if (hooks.isEmpty()) {
      return;
    }
    try (OperationTrace trace = begin(kind)) {
      try {
        HookRunner.run(hooks, trace);
      } catch (VaultException e) {
        trace.failed(e);
        throw e;
      }
    }
  }

  /** Runs what the vendor wants after an operation that is done. Never fails. */
  void after(Operation operation, OperationTrace trace) {
    try {
      HookRunner.run(after(operation), trace);
    } catch (RuntimeException e) {
      trace.failed(e);
      warn(operation, Failures.toVaultException(e));
    }
  }

  /** Notes that an operation was finished without its hooks. */
  void owe(Operation operation) {
    if (!after(operation).isEmpty()) {
      owed.add(operation);
    }
  }

  /** Runs what is owed. Never fails. */
  void runOwed() {
    for (Operation operation = owed.poll(); operation != null; operation = owed.poll()) {
      try (OperationTrace trace = begin(operation.kind())) {
        trace.step("operation " + operation.id() + " was finished after an interruption");
        after(operation, trace);
      } catch (RuntimeException e) {
        warn(operation, Failures.toVaultException(e));
      }
    }
  }

  private List<VendorHook> after(Operation operation) {
    return Optional.ofNullable(operation.vendorId())
        .flatMap(vendors::byId)
        .map(vendor -> of(VendorHook.Moment.AFTER, operation.kind(), vendor))
        .orElse(List.of());
  }

  private static List<VendorHook> of(
      VendorHook.Moment moment, OperationKind kind, VendorPack vendor) {
    return hooked(kind).map(operation -> vendor.hooks(moment, operation)).orElse(List.of());
  }

  private OperationTrace begin(OperationKind kind) {
    return OperationTrace.begin(home.traces(), kind.fileName() + "-hooks", clock);
  }

  private void warn(Operation operation, VaultException cause) {
    String detail =
        "%s is done, but what the vendor pack wants after it is not: %s"
            .formatted(operation.kind().auditOperation().displayName(), cause.getMessage());
    SystemMessages.LOG.hookFailedAfter(
        operation.kind().name(), operation.id().toString(), cause.code().id(), detail);
    try {
      transactions.audit(
          AuditEvent.failed(
              operation.actor(), AuditOperation.RUN_HOOK, operation.id(), cause.code(), detail));
    } catch (RuntimeException e) {
      // With the database away too, the log has the message.
      PeriodicTask.failed(e);
    }
  }
}

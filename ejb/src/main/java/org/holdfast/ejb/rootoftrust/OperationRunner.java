package org.holdfast.ejb.rootoftrust;

import static org.holdfast.ejb.rootoftrust.OperationStep.CHECKED;
import static org.holdfast.ejb.rootoftrust.OperationStep.COMMITTED;
import static org.holdfast.ejb.rootoftrust.OperationStep.DONE;
import static org.holdfast.ejb.rootoftrust.OperationStep.HSM;
import static org.holdfast.ejb.rootoftrust.OperationStep.INTENT;
import static org.holdfast.ejb.rootoftrust.OperationStep.MOVED;
import static org.holdfast.ejb.rootoftrust.OperationStep.STAGED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationPhase;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.node.DatabaseOutage;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * Runs a Root of Trust operation so that a crash between any two steps leads back to the old or on
 * to the new state (B7): intent, HSM, staged and proved files, one commit, files moved into place.
 * What a crash leaves is finished or undone by {@link RootOfTrustReconciler}.
 */
@ApplicationScoped
class OperationRunner {

  @Inject private OneOperation oneOperation;
  @Inject private RootOfTrustTransactions transactions;
  @Inject private CrashPoint crash;
  @Inject private VaultHome home;
  @Inject private Vault vault;
  @Inject private RootKey rootKey;
  @Inject private HsmMonitor monitor;
  @Inject private VendorHooks hooks;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Runs the operation to its end.
   *
   * @throws VaultException why it failed; nothing is changed then, but for {@link
   *     ErrorCode#OPERATION_UNDECIDED}
   */
  void run(String actor, RootOfTrustWork work) {
    try (work) {
      oneOperation.run(() -> runTraced(actor, work));
    }
  }

  private void runTraced(String actor, RootOfTrustWork work) {
    try (OperationTrace trace =
        OperationTrace.begin(work.traces(home), work.kind().fileName(), clock)) {
      check(actor, work, trace);
      Operation operation = operation(actor, work);
      FilePlan plan = prepare(operation, work, trace);
      monitor.findings().changeBegins();
      try {
        commit(operation, plan, work, trace);
        finish(operation, plan, work, trace);
      } finally {
        monitor.findings().changeEnds();
      }
      hooks.after(operation, trace);
    }
  }

  private void check(String actor, RootOfTrustWork work, OperationTrace trace) {
    try {
      work.check(trace);
      trace.step("checked; nothing is changed yet");
      crash.reached(work.kind(), CHECKED);
    } catch (HsmException | RuntimeException e) {
      trace.failed(e);
      VaultException cause = takeBack(work, trace, e).cause();
      transactions.audit(
          AuditEvent.failed(
              actor, work.kind().auditOperation(), null, cause.code(), message(cause)));
      throw cause;
    }
  }

  private Operation operation(String actor, RootOfTrustWork work) {
    Instant now = clock.instant();
    return new Operation(
        Uuid7.next(random),
        work.kind(),
        OperationPhase.INTENT,
        actor,
        work.vendorId(),
        work.tokenLabel(),
        work.newKey(),
        now,
        now.plus(work.deadline()));
  }

  private FilePlan prepare(Operation operation, RootOfTrustWork work, OperationTrace trace) {
    boolean begun = false;
    try {
      transactions.begin(operation, before -> work.begin(before, operation));
      begun = true;
      trace.step("intent " + operation.id() + " is in the journal");
      crash.reached(work.kind(), INTENT);
      work.callHsm(operation, trace);
      crash.reached(work.kind(), HSM);
      FilePlan plan = work.stage(operation, trace);
      trace.step("new files are staged and proved: " + plan.replaced().keySet());
      crash.reached(work.kind(), STAGED);
      return plan;
    } catch (HsmException | RuntimeException e) {
      throw undo(operation, work, trace, begun, e);
    }
  }

  private void commit(
      Operation operation, FilePlan plan, RootOfTrustWork work, OperationTrace trace) {
    try {
      transactions.commit(
          operation,
          new RootOfTrustTransactions.Commit(
              plan,
              work::succeed,
              work::alongsideCommit,
              work.accepted(),
              work.former(operation),
              work.auditDetail()));
    } catch (RuntimeException e) {
      if (!isCommitted(operation, trace, e)) {
        throw undo(operation, work, trace, true, e);
      }
    }
    rootKey.changed();
    trace.step("committed: the new state is in force");
    crash.reached(work.kind(), COMMITTED);
  }

  /** A commit that failed may have happened all the same: the journal knows. */
  private boolean isCommitted(Operation operation, OperationTrace trace, RuntimeException failure) {
    trace.failed(failure);
    try {
      Optional<Operation> now = transactions.find(operation.id());
      return now.isPresent() && now.get().phase() == OperationPhase.COMMITTED;
    } catch (RuntimeException e) {
      trace.step("the database cannot be asked; the outcome is decided when it is back");
      throw new VaultException(
          ErrorCode.OPERATION_UNDECIDED, "operation " + operation.id(), failure);
    }
  }

  private void finish(
      Operation operation, FilePlan plan, RootOfTrustWork work, OperationTrace trace) {
    work.committed();
    MasterKeyRing ring = work.takeNewRing();
    if (ring != null) {
      vault.open(ring);
    }
    try {
      home.apply(operation.id(), plan);
      crash.reached(work.kind(), MOVED);
      transactions.done(operation);
      crash.reached(work.kind(), DONE);
      trace.step("done");
    } catch (RuntimeException e) {
      // The new state is in force; the reconciler finishes what is left.
      trace.failed(e);
      SystemMessages.LOG.operationUnfinished(
          operation.kind().name(), operation.id().toString(), DatabaseOutage.leftOut(e));
    }
    work.finished();
  }

  private VaultException undo(
      Operation operation,
      RootOfTrustWork work,
      OperationTrace trace,
      boolean begun,
      Exception failure) {
    trace.failed(failure);
    TakenBack takenBack = takeBack(work, trace, failure);
    VaultException cause = takenBack.cause();
    monitor.findings().changeBegins();
    try {
      if (begun) {
        transactions.undo(operation, AuditOutcome.FAILED, cause, takenBack.orphan());
        // Not before: until the journal says "undone", the reconciler needs the staged credential.
        home.dropStaging(operation.id());
      } else {
        home.dropStaging(operation.id());
        transactions.audit(
            AuditEvent.failed(
                operation.actor(),
                operation.kind().auditOperation(),
                null,
                cause.code(),
                message(cause)));
      }
      trace.step("undone");
    } catch (RuntimeException e) {
      trace.failed(e);
      cause.addSuppressed(e);
    } finally {
      monitor.findings().changeEnds();
    }
    return cause;
  }

  /** What the caller is told, and the key that is left; a failed rollback is the graver news. */
  private record TakenBack(VaultException cause, @Nullable KeyRef orphan) {}

  private static TakenBack takeBack(RootOfTrustWork work, OperationTrace trace, Exception failure) {
    try {
      KeyRef orphan = work.undo(trace);
      return new TakenBack(translate(failure), orphan);
    } catch (VaultException e) {
      e.addSuppressed(failure);
      return new TakenBack(e, null);
    }
  }

  private static VaultException translate(Exception failure) {
    return failure instanceof HsmException hsm
        ? HsmFailures.toVaultException(hsm)
        : Failures.toVaultException(failure);
  }

  private static String message(VaultException cause) {
    String message = cause.getMessage();
    return message == null ? cause.code().title() : message;
  }
}

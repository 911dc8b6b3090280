package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupRun;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.backup.VaultTables.Staged;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.ejb.node.SystemMessages;
import org.holdfast.ejb.rootoftrust.BackupOpener;
import org.holdfast.ejb.rootoftrust.RootOfTrustKeeper;

/** Restores a backup beside the vault, proves it and drops it again; nothing is replaced. */
@ApplicationScoped
class TestRestore {

  private static final String TRACE = "test-restore";

  @Inject private BackupLoader loader;
  @Inject private BackupTransactions transactions;
  @Inject private BackupOpener opener;
  @Inject private RootOfTrustKeeper rootOfTrust;
  @Inject private BackupProgress progress;
  @Inject private VaultTables tables;
  @Inject private VaultHome home;
  @Inject private Clock clock;

  /**
   * Tests a backup that was checked, which stays the caller's; what fails is in the report and in
   * the audit trail.
   */
  TestRestoreReport run(String actor, CheckedBackup backup) {
    Instant started = clock.instant();
    List<TestRestoreReport.Step> steps = new ArrayList<>();
    progress.begin(BackupProgress.Kind.TEST_RESTORE, backup.file(), started);
    try (OperationTrace trace = OperationTrace.begin(home.databaseTraces(), TRACE, clock)) {
      trace.step("backup: " + backup.file());
      // What settles at the first opportunity after a start drops staged tables: now, and not
      // later.
      rootOfTrust.settleInterrupted();
      StepLog log = (step, work) -> run(step, work, steps, trace);
      prove(actor, backup, log, steps);
    } finally {
      progress.end();
      opener.leave(backup.opened());
    }
    return new TestRestoreReport(BackupFacts.of(backup), started, clock.instant(), steps);
  }

  private void prove(
      String actor, CheckedBackup backup, StepLog log, List<TestRestoreReport.Step> steps) {
    UUID id = backup.manifest().id();
    try {
      try (Staged staged = tables.stage(UUID.randomUUID())) {
        loader.load(backup, staged, log);
      }
      proved(actor, backup, steps);
    } catch (RuntimeException e) {
      VaultException failure = BackupFailures.of(e);
      if (steps.stream().allMatch(step -> step.error() == null)) {
        steps.add(failed("make and drop the tables", Duration.ZERO, failure));
      }
      transactions.audit(
          AuditEvent.failed(
              actor,
              AuditOperation.TEST_RESTORE,
              id,
              failure.code(),
              backup.file() + ": " + BackupFailures.text(failure)));
    }
  }

  private void proved(String actor, CheckedBackup backup, List<TestRestoreReport.Step> steps) {
    UUID id = backup.manifest().id();
    AuditEvent event =
        AuditEvent.succeeded(
            actor,
            AuditOperation.TEST_RESTORE,
            id,
            "%s: %s"
                .formatted(
                    backup.file(),
                    String.join(
                        "; ", steps.stream().map(TestRestoreReport.Step::outcome).toList())));
    Optional<BackupRun> run = transactions.run(id);
    if (run.isPresent()) {
      transactions.save(run.get().proved(clock.instant()), event);
    } else {
      transactions.audit(event);
    }
    SystemMessages.LOG.backupProved(backup.file());
  }

  private static void run(
      String step,
      Supplier<String> work,
      List<TestRestoreReport.Step> steps,
      OperationTrace trace) {
    long begun = System.nanoTime();
    try {
      String outcome = work.get();
      steps.add(
          new TestRestoreReport.Step(
              step, Duration.ofNanos(System.nanoTime() - begun), outcome, null));
      trace.step(step + ": " + outcome);
    } catch (RuntimeException e) {
      trace.failed(e);
      VaultException failure = BackupFailures.of(e);
      steps.add(failed(step, Duration.ofNanos(System.nanoTime() - begun), failure));
      throw failure;
    }
  }

  private static TestRestoreReport.Step failed(String step, Duration took, VaultException failure) {
    return new TestRestoreReport.Step(step, took, BackupFailures.text(failure), failure.code());
  }
}

package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.ChainReport;
import org.holdfast.domain.audit.chain.ChainVerifier;
import org.holdfast.domain.audit.chain.Finding;
import org.holdfast.domain.audit.chain.Prover;
import org.holdfast.domain.audit.chain.VerifyProgress;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.ejb.audit.VerificationView.State;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.rootoftrust.VaultRestored;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the whole trail on another thread, one at a time, and remembers the last. A purge takes
 * the same turn. Safe for use by many threads.
 */
@ApplicationScoped
class Verifications {

  @Inject private AuditThreads threads;
  @Inject private AuditKeeper keeper;
  @Inject private AuditChain chain;
  @Inject private SeenChain seen;
  @Inject private Prover prover;
  @Inject private AuditHealth health;
  @Inject private SealTransactions transactions;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;

  private boolean taken;
  private @Nullable Run last;

  /** One verification. */
  private static final class Run {

    private final String by;
    private final Instant startedAt;
    private final VerifyProgress progress = new VerifyProgress();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile State state = State.RUNNING;
    private volatile @Nullable Instant finishedAt;
    private volatile @Nullable ChainReport report;
    private volatile @Nullable VaultException failure;

    Run(String by, Instant startedAt) {
      this.by = by;
      this.startedAt = startedAt;
    }

    VerificationView view() {
      State now = state;
      boolean over = now != State.RUNNING;
      return new VerificationView(
          now,
          by,
          startedAt,
          over ? finishedAt : null,
          progress.done(),
          progress.total(),
          over ? report : null,
          over ? failure : null);
    }
  }

  /** What a report has found first, in one line. */
  static String describe(ChainReport report) {
    if (report.findings().isEmpty()) {
      return "%d rows in %d segments".formatted(report.rows(), report.segments());
    }
    Finding first = report.findings().get(0);
    StringBuilder text = new StringBuilder(first.kind().displayName());
    text.append(": node ").append(first.node());
    if (first.sequence() != null) {
      text.append(", sequence ").append(first.sequence());
    }
    if (first.position() != null) {
      text.append(", position ").append(first.position());
    }
    text.append(", ").append(first.detail());
    if (report.findingsTotal() > 1) {
      text.append(" (and ").append(report.findingsTotal() - 1).append(" more)");
    }
    return text.toString();
  }

  /**
   * Begins one.
   *
   * @throws VaultException {@link ErrorCode#AUDIT_VERIFICATION_RUNNING}
   */
  VerificationView start(String by) {
    take();
    Run run = new Run(by, clock.instant());
    synchronized (this) {
      last = run;
    }
    if (!threads.start(() -> runAndEnd(run))) {
      end(run, State.FAILED, new VaultException(ErrorCode.AUDIT_NOT_SEALED, "the vault ends"));
      release();
    }
    return run.view();
  }

  /** The one that runs, or the last since the start. */
  synchronized Optional<VerificationView> last() {
    return Optional.ofNullable(last).map(Run::view);
  }

  /** Waits for the end of the one that runs, but not longer than that. */
  void await(Duration patience) {
    Run run;
    synchronized (this) {
      run = last;
    }
    try {
      if (run != null && !run.ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the one that runs soon. */
  synchronized void cancel() {
    if (last != null) {
      last.progress.cancel();
    }
  }

  /** What it has seen of the tables before says nothing about those now. */
  void onRestore(@Observes VaultRestored restored) {
    cancel();
  }

  /**
   * @throws VaultException {@link ErrorCode#AUDIT_VERIFICATION_RUNNING}
   */
  synchronized void take() {
    if (taken) {
      throw new VaultException(ErrorCode.AUDIT_VERIFICATION_RUNNING);
    }
    taken = true;
  }

  synchronized void release() {
    taken = false;
  }

  private void runAndEnd(Run run) {
    try {
      if (!keeper.sealNow()) {
        throw new VaultException(
            ErrorCode.AUDIT_NOT_SEALED, "the sealer is catching up; verify when it is done");
      }
      ChainReport report =
          new ChainVerifier(chain, prover, clock)
              .verify(Map.of(node.id(), seen.head()), run.progress);
      if (run.progress.isCancelled()) {
        throw new CancellationException();
      }
      run.report = report;
      record(run, report);
      end(run, report.good() ? State.PASSED : State.BROKEN, null);
    } catch (CancellationException e) {
      end(run, State.CANCELLED, null);
    } catch (RuntimeException e) {
      end(run, State.FAILED, Failures.toVaultException(e));
    } finally {
      release();
    }
  }

  private void record(Run run, ChainReport report) {
    String detail = describe(report);
    health.verified(report.good() ? null : detail);
    if (report.good()) {
      transactions.audit(AuditEvent.succeeded(run.by, AuditOperation.VERIFY_AUDIT, null, detail));
    } else {
      AuditMessages.LOG.broken(detail);
      transactions.audit(
          AuditEvent.failed(
              run.by, AuditOperation.VERIFY_AUDIT, null, ErrorCode.AUDIT_BROKEN, detail));
    }
  }

  private void end(Run run, State state, @Nullable VaultException failure) {
    run.failure = failure;
    run.finishedAt = clock.instant();
    run.state = state;
    run.ended.countDown();
  }
}

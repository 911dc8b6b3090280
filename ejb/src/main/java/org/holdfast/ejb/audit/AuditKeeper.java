package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.ChainReport;
import org.holdfast.domain.audit.chain.ChainVerifier;
import org.holdfast.domain.audit.chain.Prover;
import org.holdfast.domain.audit.chain.VerifyProgress;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.node.DatabaseOutage;
import org.holdfast.ejb.node.VaultConfig;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.holdfast.ejb.rootoftrust.RootOfTrustChanged;
import org.holdfast.ejb.rootoftrust.RootOfTrustKeeper;
import org.holdfast.ejb.rootoftrust.VaultRestored;

/**
 * What the vault does about its audit trail by itself: seals it every few seconds, makes a
 * checkpoint when the vault has opened or its keys are others, and at each monitoring interval, and
 * looks at the newest segments every hour. Never on the thread that calls {@link #turn}.
 */
@ApplicationScoped
public class AuditKeeper {

  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

  /** Up to 100,000 rows: a few seconds. */
  private static final int LOOKED_AT = 100;

  private static final Duration SETTLED = Duration.ofSeconds(2);

  /** A token that is well takes a thousandth of it. */
  private static final Duration AT_THE_END = Duration.ofSeconds(2);

  @Inject private AuditThreads threads;
  @Inject private Verifications verifications;
  @Inject private AuditSealer sealer;
  @Inject private AuditHealth health;
  @Inject private AuditChain chain;
  @Inject private SeenChain seen;
  @Inject private Prover prover;
  @Inject private SealTransactions transactions;
  @Inject private NodeIdentity node;
  @Inject private RestoreGate gate;
  @Inject private RootOfTrustKeeper hsm;
  @Inject private Vault vault;
  @Inject private VaultConfig config;
  @Inject private Clock clock;

  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Instant nextCheckpoint = Instant.EPOCH;
  private volatile Instant nextLook = Instant.EPOCH;
  private final AtomicInteger failures = new AtomicInteger();

  /** Begins what is due; returns at once. */
  public void turn() {
    if (gate.isRestoring()) {
      // It reads the tables that a restore waits for.
      verifications.cancel();
      return;
    }
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    boolean started = false;
    try {
      started = threads.start(this::runAndEnd);
    } finally {
      if (!started) {
        busy.set(false);
      }
    }
  }

  /**
   * The server is about to stop, and everything still works: what was recorded last is sealed and
   * gets a checkpoint, if database and HSM answer at once. Takes no longer than {@link
   * #AT_THE_END}; the next start seals what is left.
   */
  public void conclude() {
    if (vault.status().open() && hsm.isHsmUp().orElse(true)) {
      LastMoments.spend(AT_THE_END, this::concludeQuietly);
    }
  }

  /** The process is about to end: notes on disk how far the chain is. */
  public void stop() {
    seen.save();
  }

  private void concludeQuietly() {
    try {
      if (sealNow()) {
        sealer.checkpoint();
      }
    } catch (RuntimeException e) {
      AuditMessages.LOG.debug("The process ends without a checkpoint", e);
    }
  }

  /**
   * Seals what is committed, without waiting for more.
   *
   * @return whether nothing is left; false too while a restore is under way
   */
  boolean sealNow() {
    if (!gate.enter()) {
      return false;
    }
    try {
      return sealer.seal(Duration.ZERO);
    } finally {
      gate.leave();
    }
  }

  void onRestore(@Observes VaultRestored restored) {
    sealer.forget();
  }

  /**
   * Another key may be the one in force, or the first: it is soon to vouch for the trail. Not at
   * once, as the operation has not put its files in place yet.
   */
  void onRootOfTrust(@Observes RootOfTrustChanged changed) {
    Instant soon = clock.instant().plus(SETTLED);
    if (soon.isBefore(nextCheckpoint)) {
      nextCheckpoint = soon;
    }
  }

  private void runAndEnd() {
    try {
      run();
      failures.set(0);
      health.sealing();
    } catch (CancellationException e) {
      // A restore has begun meanwhile.
      return;
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      busy.set(false);
    }
  }

  private void run() {
    if (!gate.enter()) {
      return;
    }
    try {
      sealer.seal(AuditSealer.PATIENCE);
      if (vault.status().open()) {
        keep();
      } else {
        nextCheckpoint = Instant.EPOCH;
      }
    } finally {
      gate.leave();
    }
  }

  private void keep() {
    Instant now = clock.instant();
    if (!now.isBefore(nextCheckpoint)) {
      // With what is recorded up to now, such as that the vault is open, or by which key.
      sealer.seal(Duration.ZERO);
      sealer.checkpoint();
      nextCheckpoint = now.plus(config.monitoringInterval());
    }
    if (!now.isBefore(nextLook)) {
      look();
      nextLook = now.plus(BETWEEN_LOOKS);
    }
  }

  private void look() {
    ChainReport report =
        new ChainVerifier(chain, prover, clock)
            .verifyNewest(node.id(), seen.head(), LOOKED_AT, new VerifyProgress());
    String detail = report.good() ? null : Verifications.describe(report);
    if (health.lookedAt(detail) && detail != null) {
      AuditMessages.LOG.broken(detail);
      transactions.audit(
          AuditEvent.failed(
              AuditEvent.SYSTEM,
              AuditOperation.VERIFY_AUDIT,
              null,
              ErrorCode.AUDIT_BROKEN,
              detail));
    }
  }

  /** Once may be the end of the process, or a connection that was lost. */
  private void failed(RuntimeException cause) {
    if (DatabaseOutage.isCauseOf(cause)) {
      return;
    }
    int times = failures.incrementAndGet();
    if (times == 1) {
      return;
    }
    if (times == 2) {
      AuditMessages.LOG.sealingFailed(cause);
    }
    health.notSealed(
        new VaultException(ErrorCode.AUDIT_NOT_SEALED, String.valueOf(cause.getMessage()), cause));
  }
}

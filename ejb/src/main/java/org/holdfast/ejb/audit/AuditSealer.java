package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.Checkpoint;
import org.holdfast.domain.audit.chain.Prover;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.SealKind;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/** Seals this node's audit records, and makes checkpoints. One thread at a time. */
@ApplicationScoped
class AuditSealer {

  /** Rows wait so long for others to share a segment with. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Segments that are made in one go: some seconds, so that nobody waits for long. */
  private static final int AT_ONCE = 50;

  /** A sealer that had nothing left to do within this time keeps up. */
  private static final Duration KEEPS_UP = Duration.ofMinutes(5);

  @Inject private SealTransactions transactions;
  @Inject private AuditChain chain;
  @Inject private SeenChain seen;
  @Inject private Prover prover;
  @Inject private AuditHealth health;
  @Inject private NodeIdentity node;
  @Inject private SecureRandom random;
  @Inject private Clock clock;

  private @Nullable Instant drained;
  private Seal.@Nullable Head announced;
  private @Nullable Checkpoint last;
  private volatile @Nullable VaultException noCheckpoint;

  /**
   * Seals what is there, up to {@link #AT_ONCE} segments.
   *
   * @return whether nothing is left
   */
  synchronized boolean seal(Duration patience) {
    transactions.tidy();
    Seal.Head head = agreedHead();
    SealKind kind = keepsUp() ? SealKind.LIVE : SealKind.CAUGHT_UP;
    for (int i = 0; i < AT_ONCE; i++) {
      Optional<Seal> sealed = transactions.seal(head, kind, patience);
      if (sealed.isEmpty()) {
        drained = clock.instant();
        return true;
      }
      head = sealed.get().head();
      seen.saw(head);
    }
    return false;
  }

  /** Makes a checkpoint if the chain went on since the last; a failure is told once. */
  synchronized void checkpoint() {
    seen.save();
    Seal.Head head = seen.head();
    Checkpoint before = last();
    if (head.position() == 0
        || (before != null
            && before.position() == head.position()
            && before.hash().equals(head.hash()))) {
      return;
    }
    try {
      Checkpoint made =
          Checkpoint.of(
              Uuid7.next(random),
              node.id(),
              head,
              clock.instant().truncatedTo(ChronoUnit.MICROS),
              prover);
      transactions.add(made);
      last = made;
      if (noCheckpoint != null) {
        AuditMessages.LOG.checkpointsAgain();
      }
      noCheckpoint = null;
    } catch (RuntimeException e) {
      VaultException failure = Failures.toVaultException(e);
      if (noCheckpoint == null) {
        AuditMessages.LOG.noCheckpoint(failure.code().id(), String.valueOf(failure.getMessage()));
      }
      noCheckpoint = failure;
    }
  }

  /** Why the last checkpoint could not be made; null if it was, or none was due. */
  @Nullable VaultException noCheckpoint() {
    return noCheckpoint;
  }

  /** After a restore the newest checkpoint is to be looked for. */
  synchronized void forget() {
    last = null;
    drained = null;
  }

  private @Nullable Checkpoint last() {
    if (last == null) {
      last = chain.checkpoints(node.id(), 1).stream().findFirst().orElse(null);
    }
    return last;
  }

  private boolean keepsUp() {
    return drained != null && !drained.isBefore(clock.instant().minus(KEEPS_UP));
  }

  /**
   * What the next segment goes behind. If the database does not hold what this node has made, the
   * chain goes on from what was made, so that the break stays in it.
   */
  private Seal.Head agreedHead() {
    Seal.Head stored = chain.head(node.id()).map(Seal::head).orElse(Seal.Head.NONE);
    Seal.Head known = seen.head();
    if (known.position() == 0
        || known.equals(stored)
        || (known.position() < stored.position() && isStored(known))) {
      seen.saw(stored);
      return stored;
    }
    String detail =
        "this node's chain was at position %d when it was sealed last, and is at %d now"
            .formatted(known.position(), stored.position());
    if (stored.position() == known.position()) {
      detail = "the segment at position %d is another one now".formatted(known.position());
    }
    if (!known.equals(announced)) {
      announce(detail);
      announced = known;
    }
    return new Seal.Head(Math.max(known.position(), stored.position()), known.hash());
  }

  /** The process may have been killed after it has sealed, and before it has noted so. */
  private boolean isStored(Seal.Head known) {
    return drained == null
        && chain.seals(node.id(), known.position(), 1).stream()
            .anyMatch(seal -> seal.head().equals(known));
  }

  private void announce(String detail) {
    AuditMessages.LOG.broken(detail);
    health.met(detail);
    transactions.audit(
        AuditEvent.failed(
            AuditEvent.SYSTEM, AuditOperation.VERIFY_AUDIT, null, ErrorCode.AUDIT_BROKEN, detail));
  }
}

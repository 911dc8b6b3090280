package org.holdfast.domain.audit.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.audit.chain.ChainReport.CheckedCheckpoint;
import org.holdfast.domain.audit.chain.ChainReport.CheckedTombstone;
import org.holdfast.domain.audit.chain.Finding.Kind;
import org.holdfast.domain.secret.Bytes;

/** Follows one node's chain, segment by segment. For use by one thread. */
final class ChainWalk {

  /** Segments that are read at once: some megabytes. */
  private static final int PAGE = 20;

  /**
   * The newest checkpoints of a chain are checked: each vouches for all segments before it, and a
   * check is a call to the HSM.
   */
  private static final int CHECKPOINTS = 1_000;

  private final AuditChain chain;
  private final Prover prover;
  private final ReportBuilder report;
  private final VerifyProgress progress;
  private final SegmentCheck segments;
  private final UUID node;
  private final List<Tombstone> tombstones = new ArrayList<>();
  private final Map<Long, List<Checkpoint>> checkpoints = new HashMap<>();
  private Seal.Head last = Seal.Head.NONE;
  private long provedUpTo;

  ChainWalk(
      UUID node, AuditChain chain, Prover prover, ReportBuilder report, VerifyProgress progress) {
    this.node = node;
    this.chain = chain;
    this.prover = prover;
    this.report = report;
    this.progress = progress;
    this.segments = new SegmentCheck(chain, report);
  }

  /**
   * Follows the chain from a position on to its end.
   *
   * @param from 1 for the whole chain; later, the segment there is taken as it is
   * @param to the last position; {@link Long#MAX_VALUE} for the end
   * @return where it ends
   */
  Seal.Head follow(long from, long to) {
    checkTombstones(from);
    for (Checkpoint checkpoint : chain.checkpoints(node, CHECKPOINTS)) {
      checkpoints
          .computeIfAbsent(checkpoint.position(), position -> new ArrayList<>())
          .add(checkpoint);
    }
    boolean first = true;
    for (List<Seal> page = chain.seals(node, from, PAGE);
        !page.isEmpty();
        page = chain.seals(node, last.position() + 1, PAGE)) {
      for (Seal seal : page) {
        if (seal.position() > to) {
          checkLeftCheckpoints(from, last.position());
          return last;
        }
        if (first && from > 1) {
          last = new Seal.Head(seal.position() - 1, seal.previous());
        }
        first = false;
        progress.advance(seal);
        check(seal);
      }
    }
    if (last.position() > 0) {
      report.checked(new ChainReport.Chain(node, last.position(), last.hash().toHex(), provedUpTo));
    }
    checkLeftCheckpoints(from, to);
    return last;
  }

  private void check(Seal seal) {
    bridge(seal);
    report.counted(seal);
    if (!seal.previous().equals(last.hash())) {
      broken(seal, "it does not follow from the segment before");
    }
    if (!seal.hash().equals(seal.computeHash())) {
      broken(seal, "it is not what its hash says");
    }
    segments.check(seal);
    List<Checkpoint> here = checkpoints.remove(seal.position());
    if (here != null) {
      here.forEach(checkpoint -> check(checkpoint, seal.hash()));
    }
    last = seal.head();
  }

  /** Where segments are missing, a tombstone must stand for them. */
  private void bridge(Seal next) {
    for (Tombstone tombstone : tombstones) {
      Tombstone.Removed gone = tombstone.removed();
      if (gone.fromPosition() <= last.position() + 1
          && gone.toPosition() > last.position()
          && gone.toPosition() < next.position()) {
        if (gone.fromPosition() == last.position() + 1 && !gone.previous().equals(last.hash())) {
          continue;
        }
        last = new Seal.Head(gone.toPosition(), gone.hash());
      }
    }
    if (last.position() + 1 < next.position()) {
      broken(
          next,
          "the segments at positions %d to %d are gone"
              .formatted(last.position() + 1, next.position() - 1));
      last = new Seal.Head(next.position() - 1, next.previous());
    }
  }

  private void broken(Seal seal, String detail) {
    report.found(
        new Finding(Kind.CHAIN_BROKEN, node, null, seal.position(), seal.madeAt(), detail));
  }

  private void checkTombstones(long from) {
    for (Tombstone tombstone : chain.tombstones(node)) {
      Proof.Result result = prover.check(tombstone.proof(), tombstone.digest());
      if (from == 1) {
        report.checked(new CheckedTombstone(tombstone.removed(), result));
      }
      if (result == Proof.Result.DIFFERS) {
        report.found(
            new Finding(
                Kind.CHECKPOINT_WRONG,
                node,
                null,
                tombstone.removed().toPosition(),
                tombstone.removed().madeAt(),
                "the tombstone of a purge was not made by this vault"));
      } else {
        tombstones.add(tombstone);
      }
    }
  }

  private void check(Checkpoint checkpoint, Bytes hash) {
    boolean same = checkpoint.hash().equals(hash);
    Proof.Result result =
        same ? prover.check(checkpoint.proof(), checkpoint.digest()) : Proof.Result.DIFFERS;
    report.checked(
        new CheckedCheckpoint(
            node, checkpoint.position(), checkpoint.madeAt(), result, key(checkpoint.proof())));
    if (result == Proof.Result.MATCHES) {
      provedUpTo = Math.max(provedUpTo, checkpoint.position());
    } else if (result == Proof.Result.DIFFERS) {
      report.found(
          new Finding(
              Kind.CHECKPOINT_WRONG,
              node,
              null,
              checkpoint.position(),
              checkpoint.madeAt(),
              same
                  ? "the checkpoint was not made by this vault's key"
                  : "the chain was another one when the checkpoint was made"));
    }
  }

  /** Those whose segment is not there. */
  private void checkLeftCheckpoints(long from, long to) {
    checkpoints.values().stream()
        .flatMap(List::stream)
        .filter(checkpoint -> checkpoint.position() >= from && checkpoint.position() <= to)
        .filter(checkpoint -> !isPurged(checkpoint))
        .forEach(
            checkpoint ->
                report.found(
                    new Finding(
                        checkpoint.position() > last.position()
                            ? Kind.CUT_OFF
                            : Kind.CHECKPOINT_WRONG,
                        node,
                        null,
                        checkpoint.position(),
                        checkpoint.madeAt(),
                        "there is a checkpoint of this position, and no segment")));
  }

  private boolean isPurged(Checkpoint checkpoint) {
    return tombstones.stream()
        .map(Tombstone::removed)
        .anyMatch(
            gone ->
                gone.fromPosition() <= checkpoint.position()
                    && checkpoint.position() <= gone.toPosition());
  }

  private static String key(Proof proof) {
    if (proof instanceof Proof.ByRootKey root) {
      return root.wrapped().key().toString();
    }
    return "master key " + ((Proof.ByMasterKey) proof).masterKey();
  }
}

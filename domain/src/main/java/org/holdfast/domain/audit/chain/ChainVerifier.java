package org.holdfast.domain.audit.chain;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.domain.audit.chain.Finding.Kind;

/**
 * Computes all chains again and compares: each row with its digest, each segment with the one
 * before, each checkpoint with the key that made it; and looks for rows that no chain has. Needs
 * memory for some segments, however long the trail is.
 */
public final class ChainVerifier {

  private final AuditChain chain;
  private final Prover prover;
  private final Clock clock;

  public ChainVerifier(AuditChain chain, Prover prover, Clock clock) {
    this.chain = chain;
    this.prover = prover;
    this.clock = clock;
  }

  /**
   * Verifies everything.
   *
   * @param seen the farthest position of each chain that this vault has seen, kept where the
   *     database's administrator does not reach
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public ChainReport verify(Map<UUID, Seal.Head> seen, VerifyProgress progress) {
    // A row that is written while this runs is not late.
    Instant sealedByNow = clock.instant().minus(SegmentCheck.LATEST);
    progress.expect(chain.size());
    ReportBuilder report = new ReportBuilder();
    for (UUID node : nodes(seen)) {
      Seal.Head last =
          new ChainWalk(node, chain, prover, report, progress).follow(1, Long.MAX_VALUE);
      checkSeen(node, seen.getOrDefault(node, Seal.Head.NONE), last, report);
    }
    checkUnsealed(sealedByNow, report);
    return report.build();
  }

  /**
   * Verifies the newest segments of a node's chain, and that their end is what was seen.
   *
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public ChainReport verifyNewest(
      UUID node, Seal.Head seen, int segments, VerifyProgress progress) {
    ReportBuilder report = new ReportBuilder();
    long newest = chain.head(node).map(Seal::position).orElse(0L);
    long from = Math.max(1, newest - segments + 1);
    Seal.Head last =
        new ChainWalk(node, chain, prover, report, progress).follow(from, Long.MAX_VALUE);
    checkSeen(node, seen, last, report);
    return report.build();
  }

  /** Verifies some segments of a chain, without what is before and behind them. */
  public ChainReport verifySegments(UUID node, long from, long to, VerifyProgress progress) {
    ReportBuilder report = new ReportBuilder();
    new ChainWalk(node, chain, prover, report, progress).follow(from, to);
    return report.build();
  }

  private List<UUID> nodes(Map<UUID, Seal.Head> seen) {
    return Stream.concat(chain.nodes().stream(), seen.keySet().stream()).distinct().toList();
  }

  private void checkSeen(UUID node, Seal.Head seen, Seal.Head last, ReportBuilder report) {
    if (seen.position() > last.position()) {
      report.found(
          new Finding(
              Kind.CUT_OFF,
              node,
              null,
              seen.position(),
              null,
              "the chain was at position %d, and ends at %d now"
                  .formatted(seen.position(), last.position())));
    } else if (seen.position() > 0) {
      chain.seals(node, seen.position(), 1).stream()
          .filter(seal -> seal.position() == seen.position() && !seal.hash().equals(seen.hash()))
          .forEach(
              seal ->
                  report.found(
                      new Finding(
                          Kind.CHAIN_BROKEN,
                          node,
                          null,
                          seal.position(),
                          seal.madeAt(),
                          "this vault has seen another segment at this position")));
    }
  }

  private void checkUnsealed(Instant before, ReportBuilder report) {
    for (AuditChain.RowName row : chain.unsealed(before, ChainReport.MAX_FINDINGS)) {
      report.found(
          new Finding(
              Kind.NOT_SEALED,
              row.node(),
              row.sequence(),
              null,
              row.at(),
              "the row is in no segment, though it is older than "
                  + SegmentCheck.LATEST.toMinutes()
                  + " minutes"));
    }
  }
}

package org.holdfast.domain.audit.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a verification came to.
 *
 * @param findings the first of them, up to {@link #MAX_FINDINGS}
 * @param findingsTotal how many there are
 * @param chains how far each chain goes
 * @param caughtUpRows rows that had waited for a sealer that was not running
 * @param longestWait of those, from the row's own time to its seal
 * @param restoredRows rows that a restore had brought without a seal
 */
public record ChainReport(
    long segments,
    long rows,
    List<Finding> findings,
    long findingsTotal,
    List<Chain> chains,
    List<CheckedCheckpoint> checkpoints,
    List<CheckedTombstone> tombstones,
    long caughtUpRows,
    Duration longestWait,
    long restoredRows) {

  /** How many findings are listed. */
  public static final int MAX_FINDINGS = 100;

  public ChainReport {
    findings = List.copyOf(findings);
    chains = List.copyOf(chains);
    checkpoints = List.copyOf(checkpoints);
    tombstones = List.copyOf(tombstones);
  }

  /**
   * A node's chain and its last segment.
   *
   * @param provedUpTo the farthest position that a checkpoint vouches for; 0 if none does
   */
  public record Chain(UUID node, long position, String hash, long provedUpTo) {}

  /** A checkpoint and what its check came to. */
  public record CheckedCheckpoint(
      UUID node, long position, Instant madeAt, Proof.Result result, String key) {}

  /** A tombstone and what its check came to. */
  public record CheckedTombstone(Tombstone.Removed removed, Proof.Result result) {}

  /** Whether nothing is wrong. */
  public boolean good() {
    return findingsTotal == 0;
  }
}

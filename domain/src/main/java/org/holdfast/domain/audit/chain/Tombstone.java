package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;

/** What stands in a chain for segments that were purged, proved like a checkpoint. */
public record Tombstone(UUID id, Removed removed, Proof proof) {

  private static final String FORM = "holdfast audit tombstone 1";

  /**
   * Whole segments that are gone.
   *
   * @param node whose chain they were in
   * @param rows how many they had
   * @param firstAt the earliest time of a row
   * @param lastAt the latest time of a row
   * @param previous hash of the segment before them
   * @param hash of the last of them: the chain goes on from there
   * @param by who purged them
   */
  public record Removed(
      UUID node,
      long fromPosition,
      long toPosition,
      long rows,
      Instant firstAt,
      Instant lastAt,
      Bytes previous,
      Bytes hash,
      String by,
      Instant madeAt) {}

  /** A proved tombstone. */
  public static Tombstone of(UUID id, Removed removed, Prover prover) {
    return new Tombstone(id, removed, prover.prove(digest(removed)));
  }

  /** What is proved. */
  public Bytes digest() {
    return digest(removed);
  }

  private static Bytes digest(Removed removed) {
    return new Encoding(FORM)
        .add(removed.node())
        .add(removed.fromPosition())
        .add(removed.toPosition())
        .add(removed.rows())
        .add(removed.firstAt())
        .add(removed.lastAt())
        .add(removed.previous())
        .add(removed.hash())
        .add(removed.by())
        .add(removed.madeAt())
        .sha256();
  }
}

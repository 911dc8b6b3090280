package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the sealer of a node keeps. All of it in the transaction of the caller.
 *
 * <p>Rows are committed in another order than they are numbered. So a number that is passed over
 * stays open, and is looked at again, for longer than any transaction lasts.
 */
public interface SealStore {

  /**
   * Rows without a seal.
   *
   * @param restored whether a restore brought them
   * @param rows of one node, up to {@link Seal#MAX_ROWS}
   */
  record Batch(boolean restored, List<AuditRow> rows) {}

  /** The next rows to seal, those that are late first; empty if there is none. */
  Batch next(UUID node);

  /** Adds a segment, and notes what it seals and which numbers before its last are open. */
  void add(Seal seal);

  /** Gives up the numbers that are open since before that time: no row will have them. */
  void giveUp(Instant before);

  /**
   * After a restore, looks for all rows that are in no segment, and opens them; reads all of the
   * trail. Does nothing if there was none.
   */
  void adoptRestored(UUID node, Instant now);

  void add(Checkpoint checkpoint);

  /**
   * Adds a tombstone and takes away what it stands for: rows, segments, checkpoints.
   *
   * @return how many rows of the trail
   */
  long purge(Tombstone tombstone);
}

package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.audit.AuditQuery;
import org.jspecify.annotations.Nullable;

/** The chains as the database has them. Every call looks rows up by an index but where it says. */
public interface AuditChain {

  /**
   * Names a row.
   *
   * @param at its own time
   */
  record RowName(UUID node, long sequence, Instant at) {}

  /** Whose chains there are; those without any segment but with checkpoints or tombstones too. */
  List<UUID> nodes();

  /** The newest segment of a chain. */
  Optional<Seal> head(UUID node);

  /** Segments of a chain from that position on, in their order, at most so many. */
  List<Seal> seals(UUID node, long from, int most);

  /** Those of these rows that are there. */
  List<AuditRow> rows(UUID node, List<Long> sequences);

  /** Of a chain, by position. */
  List<Tombstone> tombstones(UUID node);

  /** The newest of a chain, newest first. */
  List<Checkpoint> checkpoints(UUID node, int most);

  /** How many segments and rows are sealed in all chains; reads all segments. */
  Size size();

  /** Of all chains. */
  record Size(long segments, long rows) {}

  /** Rows of a node that wait for their seal; {@code rows} counts no further than asked. */
  record Waiting(long rows, @Nullable Instant oldest) {}

  /** What waits now, of the rows that the sealer comes to next. */
  Waiting waiting(UUID node, int most);

  /**
   * Rows of the trail with the segments that they are in, oldest first.
   *
   * @param after the row before the first that is wanted; null for the first of all
   */
  List<SealedRow> export(AuditQuery query, @Nullable AuditRow after, int most);

  /** Rows older than that which are in no segment, at most so many; reads all of the trail. */
  List<RowName> unsealed(Instant before, int most);
}

package org.holdfast.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.Checkpoint;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.SealStore;
import org.holdfast.domain.audit.chain.Tombstone;
import org.holdfast.persistence.sql.Sql;

/** Segments, checkpoints and tombstones in PostgreSQL, and how far the sealer is. */
@ApplicationScoped
class SqlSealStore implements SealStore {

  /**
   * Of the numbers before a segment's last that it does not have, so many at most are kept open: a
   * leap in the numbers is no gap that somebody fills.
   */
  private static final long MOST_OPEN = 20_000;

  /** Late rows of the one node and kind that is waiting longest. */
  private static final String LATE =
      """
      WITH there AS (
          SELECT o.record_node, o.sequence, o.restored, o.since
          FROM node.audit_open o
          WHERE o.node_id = ? AND EXISTS (SELECT FROM vault.audit_record r
              WHERE r.node_id = o.record_node AND r.sequence = o.sequence)),
      oldest AS (
          SELECT record_node, restored FROM there ORDER BY since, sequence LIMIT 1)
      SELECT t.restored, %s
      FROM there t JOIN oldest o ON o.record_node = t.record_node AND o.restored = t.restored
      JOIN vault.audit_record r ON r.node_id = t.record_node AND r.sequence = t.sequence
      ORDER BY r.sequence LIMIT ?
      """
          .formatted(ChainRows.ROW);

  /**
   * Without rows whose numbers this node has not given out: they would make it pass over all those
   * that it will give out. The watermark depends on no row, so it is where the index is entered: of
   * the trail before it nothing is read.
   */
  private static final String NEW =
      "SELECT "
          + ChainRows.ROW
          + """
           FROM vault.audit_record r
          WHERE r.node_id = ? AND r.sequence > (SELECT sealed_up_to
                  FROM node.audit_sealer WHERE node_id = ?)
              AND r.sequence <= ?
          ORDER BY r.sequence LIMIT ?
          """;

  private static final String ADD =
      """
      INSERT INTO vault.audit_seal (node_id, position, kind, record_node, previous, sequences,
          digests, first_sequence, last_sequence, first_at, last_at, made_at, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String OPEN =
      """
      INSERT INTO node.audit_open (node_id, record_node, sequence, since, restored)
      SELECT s.node_id, s.node_id, g, ?, false
      FROM node.audit_sealer s
      CROSS JOIN generate_series(greatest(s.sealed_up_to + 1, ?), ?) AS g
      WHERE s.node_id = ? AND NOT g = ANY (?) ON CONFLICT DO NOTHING
      """;

  /** So many transactions at most may be about to commit a row while rows are adopted. */
  private static final long MOST_UNDER_WAY = 1_000;

  private static final String UNDER_WAY =
      """
      INSERT INTO node.audit_open (node_id, record_node, sequence, since, restored)
      SELECT ?::uuid, ?::uuid, g, ?, false FROM generate_series(?, ?) AS g
      WHERE NOT EXISTS (SELECT FROM vault.audit_record r
          WHERE r.node_id = ? AND r.sequence = g) ON CONFLICT DO NOTHING
      """;

  private static final String ADOPT =
      """
      INSERT INTO node.audit_open (node_id, record_node, sequence, since, restored)
      SELECT ?::uuid, r.node_id, r.sequence, ?, true
      """
          + SqlAuditChain.UNSEALED
          + " ON CONFLICT (node_id, record_node, sequence) DO UPDATE SET restored = true";

  private static final String ADD_TOMBSTONE =
      "INSERT INTO vault.audit_tombstone (id, node_id, from_position, to_position, row_count,"
          + " first_at, last_at, previous, hash, removed_by, made_at, "
          + ProofColumns.NAMES
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String SEGMENTS = " WHERE node_id = ? AND position BETWEEN ? AND ?";

  /** As a list of keys: found by index, whatever the planner thinks of the arrays' lengths. */
  private static final String PURGE_ROWS =
      """
      DELETE FROM vault.audit_record r
      USING (SELECT s.record_node, u.sequence FROM vault.audit_seal s
          CROSS JOIN LATERAL unnest(s.sequences) AS u (sequence)
          WHERE s.node_id = ? AND s.position BETWEEN ? AND ?) gone
      WHERE r.node_id = gone.record_node AND r.sequence = gone.sequence
      """;

  @Inject private Sql sql;
  @Inject private AuditNumbers numbers;

  @Override
  public Batch next(UUID node) {
    record Row(boolean restored, AuditRow row) {}
    List<Row> late =
        sql.list(
            LATE,
            p -> p.add(node).add(Seal.MAX_ROWS),
            row -> new Row(row.getBoolean("restored"), ChainRows.row(row)));
    if (!late.isEmpty()) {
      return new Batch(late.get(0).restored(), late.stream().map(Row::row).toList());
    }
    long last = numbers.lastGiven();
    return new Batch(
        false,
        sql.list(NEW, p -> p.add(node).add(node).add(last).add(Seal.MAX_ROWS), ChainRows::row));
  }

  @Override
  public void add(Seal seal) {
    long first = seal.sequences().stream().mapToLong(Long::longValue).min().orElseThrow();
    long last = seal.sequences().stream().mapToLong(Long::longValue).max().orElseThrow();
    Object[] sequences = seal.sequences().toArray();
    sql.update(
        ADD,
        p ->
            p.add(seal.node())
                .add(seal.position())
                .add(seal.kind())
                .add(seal.recordNode())
                .add(seal.previous())
                .array("bigint", sequences)
                .add(seal.digests())
                .add(first)
                .add(last)
                .add(seal.firstAt())
                .add(seal.lastAt())
                .add(seal.madeAt())
                .add(seal.hash()));
    sql.update(
        "DELETE FROM node.audit_open WHERE node_id = ? AND record_node = ? AND sequence = ANY (?)",
        p -> p.add(seal.node()).add(seal.recordNode()).array("bigint", sequences));
    if (seal.recordNode().equals(seal.node())) {
      passOver(seal, last, sequences);
    }
  }

  private void passOver(Seal seal, long last, Object[] sequences) {
    sql.update(
        OPEN,
        p ->
            p.add(seal.madeAt())
                .add(Math.max(1, last - MOST_OPEN))
                .add(last)
                .add(seal.node())
                .array("bigint", sequences));
    sql.update(
        "UPDATE node.audit_sealer SET sealed_up_to = greatest(sealed_up_to, ?) WHERE node_id = ?",
        p -> p.add(last).add(seal.node()));
  }

  @Override
  public void giveUp(Instant before) {
    sql.update("DELETE FROM node.audit_open WHERE since < ? AND NOT restored", p -> p.add(before));
  }

  @Override
  public void adoptRestored(UUID node, Instant now) {
    sql.update(
        "INSERT INTO node.audit_sealer VALUES (?, 0, false) ON CONFLICT DO NOTHING",
        p -> p.add(node));
    Optional<Boolean> restored =
        sql.first(
            "SELECT restored FROM node.audit_sealer WHERE node_id = ?",
            p -> p.add(node),
            row -> row.getBoolean("restored"));
    if (restored.isEmpty() || !restored.get()) {
      return;
    }
    long last = numbers.lastGiven();
    sql.update(
        UNDER_WAY,
        p ->
            p.add(node)
                .add(node)
                .add(now)
                .add(Math.max(1, last - MOST_UNDER_WAY))
                .add(last)
                .add(node));
    sql.update(ADOPT, p -> p.add(node).add(now));
    sql.update(
        "UPDATE node.audit_sealer SET restored = false, sealed_up_to = ? WHERE node_id = ?",
        p -> p.add(last).add(node));
  }

  @Override
  public void add(Checkpoint checkpoint) {
    sql.update(
        "INSERT INTO vault.audit_checkpoint (id, node_id, position, hash, made_at, "
            + ProofColumns.NAMES
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        p -> {
          p.add(checkpoint.id())
              .add(checkpoint.node())
              .add(checkpoint.position())
              .add(checkpoint.hash())
              .add(checkpoint.madeAt());
          ProofColumns.add(p, checkpoint.proof());
        });
  }

  @Override
  public long purge(Tombstone tombstone) {
    Tombstone.Removed gone = tombstone.removed();
    sql.update(
        ADD_TOMBSTONE,
        p -> {
          p.add(tombstone.id())
              .add(gone.node())
              .add(gone.fromPosition())
              .add(gone.toPosition())
              .add(gone.rows())
              .add(gone.firstAt())
              .add(gone.lastAt())
              .add(gone.previous())
              .add(gone.hash())
              .add(gone.by())
              .add(gone.madeAt());
          ProofColumns.add(p, tombstone.proof());
        });
    Sql.Binder range = p -> p.add(gone.node()).add(gone.fromPosition()).add(gone.toPosition());
    long rows = sql.update(PURGE_ROWS, range);
    sql.update("DELETE FROM vault.audit_checkpoint" + SEGMENTS, range);
    sql.update("DELETE FROM vault.audit_seal" + SEGMENTS, range);
    return rows;
  }
}

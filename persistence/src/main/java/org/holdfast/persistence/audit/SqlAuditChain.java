package org.holdfast.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.Checkpoint;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.SealedRow;
import org.holdfast.domain.audit.chain.Tombstone;
import org.holdfast.persistence.sql.Parameters;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The chains in PostgreSQL. */
@ApplicationScoped
class SqlAuditChain implements AuditChain {

  static final String UNSEALED =
      """
      FROM vault.audit_record r
      LEFT JOIN (SELECT s.record_node, u.sequence
          FROM vault.audit_seal s CROSS JOIN LATERAL unnest(s.sequences) AS u (sequence)) x
          ON x.record_node = r.node_id AND x.sequence = r.sequence
      WHERE x.sequence IS NULL
      """;

  private static final String WAITING =
      """
      SELECT count(*) AS rows, min(at) AS oldest FROM (
          SELECT r.at FROM vault.audit_record r
          WHERE r.node_id = ? AND r.sequence > coalesce((SELECT sealed_up_to
              FROM node.audit_sealer WHERE node_id = ?), 0)
          UNION ALL
          SELECT r.at FROM node.audit_open o
          JOIN vault.audit_record r ON r.node_id = o.record_node AND r.sequence = o.sequence
          WHERE o.node_id = ?
          LIMIT ?) waiting
      """;

  /** The segment of a row is the first from its number on that lists it. */
  private static final String EXPORT =
      "SELECT "
          + ChainRows.ROW
          + """
          , s.node_id AS chain, s.position FROM vault.audit_record r
          LEFT JOIN LATERAL (
              SELECT node_id, position FROM vault.audit_seal
              WHERE record_node = r.node_id AND last_sequence >= r.sequence
                  AND first_sequence <= r.sequence AND r.sequence = ANY (sequences)
              ORDER BY last_sequence LIMIT 1) s ON true
          """;

  @Inject private Sql sql;

  @Override
  public List<UUID> nodes() {
    return sql.list(
        """
        SELECT DISTINCT node_id FROM (SELECT node_id FROM vault.audit_seal
            UNION ALL SELECT node_id FROM vault.audit_checkpoint
            UNION ALL SELECT node_id FROM vault.audit_tombstone) n ORDER BY node_id
        """,
        p -> {},
        row -> Rows.id(row, "node_id"));
  }

  @Override
  public Optional<Seal> head(UUID node) {
    return sql.first(
        "SELECT * FROM vault.audit_seal WHERE node_id = ? ORDER BY position DESC LIMIT 1",
        p -> p.add(node),
        ChainRows::seal);
  }

  @Override
  public List<Seal> seals(UUID node, long from, int most) {
    return sql.list(
        """
        SELECT * FROM vault.audit_seal WHERE node_id = ? AND position >= ?
        ORDER BY position LIMIT ?
        """,
        p -> p.add(node).add(from).add(most),
        ChainRows::seal);
  }

  @Override
  public List<AuditRow> rows(UUID node, List<Long> sequences) {
    return sql.list(
        "SELECT "
            + ChainRows.ROW
            + " FROM vault.audit_record r WHERE r.node_id = ? AND r.sequence = ANY (?)",
        p -> p.add(node).array("bigint", sequences.toArray()),
        ChainRows::row);
  }

  @Override
  public List<Tombstone> tombstones(UUID node) {
    return sql.list(
        "SELECT * FROM vault.audit_tombstone WHERE node_id = ? ORDER BY from_position, id",
        p -> p.add(node),
        ChainRows::tombstone);
  }

  @Override
  public List<Checkpoint> checkpoints(UUID node, int most) {
    return sql.list(
        """
        SELECT * FROM vault.audit_checkpoint WHERE node_id = ? ORDER BY position DESC, id DESC
        LIMIT ?
        """,
        p -> p.add(node).add(most),
        ChainRows::checkpoint);
  }

  @Override
  public Size size() {
    return sql.first(
            """
            SELECT count(*) AS segments, coalesce(sum(cardinality(sequences)), 0) AS rows
            FROM vault.audit_seal
            """,
            p -> {},
            row -> new Size(row.getLong("segments"), row.getLong("rows")))
        .orElseThrow();
  }

  @Override
  public Waiting waiting(UUID node, int most) {
    return sql.first(
            WAITING,
            p -> p.add(node).add(node).add(node).add(most),
            row -> new Waiting(row.getLong("rows"), Rows.optionalTime(row, "oldest")))
        .orElseThrow();
  }

  @Override
  public List<SealedRow> export(AuditQuery query, @Nullable AuditRow after, int most) {
    Terms terms = new Terms();
    terms.add("r.at >= ?", query.from(), Parameters::add);
    terms.add("r.at < ?", query.until(), Parameters::add);
    terms.add("r.actor = ?", query.actor(), Parameters::add);
    terms.add("r.operation = ?", query.operation(), Parameters::add);
    terms.add("r.outcome = ?", query.outcome(), Parameters::add);
    terms.add("r.subject = ?", query.subject(), Parameters::add);
    terms.add(
        "(r.at, r.node_id, r.sequence) > (?, ?, ?)",
        after,
        (p, row) -> p.add(row.at()).add(row.node()).add(row.sequence()));
    return sql.list(
        EXPORT + terms.where() + " ORDER BY r.at, r.node_id, r.sequence LIMIT " + most,
        terms::bind,
        row -> {
          UUID sealedBy = row.getObject("chain", UUID.class);
          return new SealedRow(
              ChainRows.row(row), sealedBy, sealedBy == null ? null : row.getLong("position"));
        });
  }

  @Override
  public List<RowName> unsealed(Instant before, int most) {
    return sql.list(
        "SELECT r.node_id, r.sequence, r.at "
            + UNSEALED
            + " AND r.at < ? ORDER BY r.node_id, r.sequence LIMIT ?",
        p -> p.add(before).add(most),
        row -> new RowName(Rows.id(row, "node_id"), row.getLong("sequence"), Rows.time(row, "at")));
  }
}

package org.holdfast.persistence.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.Checkpoint;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.SealKind;
import org.holdfast.domain.audit.chain.Tombstone;
import org.holdfast.persistence.sql.Rows;

/** Reads the rows of the trail and its chains. */
final class ChainRows {

  /** Columns of a row of the trail with the alias {@code r}. */
  static final String ROW =
      """
      r.node_id, r.sequence, r.at, r.actor, r.operation, r.outcome, r.subject, r.code, r.detail
      """;

  private ChainRows() {}

  static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        Rows.id(row, "node_id"),
        row.getLong("sequence"),
        Rows.time(row, "at"),
        row.getString("actor"),
        row.getString("operation"),
        row.getString("outcome"),
        Rows.id(row, "subject"),
        row.getString("code"),
        row.getString("detail"));
  }

  static Seal seal(ResultSet row) throws SQLException {
    return new Seal(
        Rows.id(row, "node_id"),
        row.getLong("position"),
        Rows.constant(row, "kind", SealKind.class),
        Rows.id(row, "record_node"),
        Rows.bytes(row, "previous"),
        sequences(row),
        Rows.bytes(row, "digests"),
        Rows.time(row, "first_at"),
        Rows.time(row, "last_at"),
        Rows.time(row, "made_at"),
        Rows.bytes(row, "hash"));
  }

  private static List<Long> sequences(ResultSet row) throws SQLException {
    return Arrays.asList((Long[]) row.getArray("sequences").getArray());
  }

  static Checkpoint checkpoint(ResultSet row) throws SQLException {
    return new Checkpoint(
        Rows.id(row, "id"),
        Rows.id(row, "node_id"),
        row.getLong("position"),
        Rows.bytes(row, "hash"),
        Rows.time(row, "made_at"),
        ProofColumns.read(row));
  }

  static Tombstone tombstone(ResultSet row) throws SQLException {
    return new Tombstone(
        Rows.id(row, "id"),
        new Tombstone.Removed(
            Rows.id(row, "node_id"),
            row.getLong("from_position"),
            row.getLong("to_position"),
            row.getLong("row_count"),
            Rows.time(row, "first_at"),
            Rows.time(row, "last_at"),
            Rows.bytes(row, "previous"),
            Rows.bytes(row, "hash"),
            row.getString("removed_by"),
            Rows.time(row, "made_at")),
        ProofColumns.read(row));
  }
}

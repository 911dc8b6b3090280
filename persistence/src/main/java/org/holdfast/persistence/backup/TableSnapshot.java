package org.holdfast.persistence.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.backup.VaultTables.KeysInUse;
import org.holdfast.domain.backup.VaultTables.Snapshot;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.persistence.sql.Rows;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A transaction that reads, and sees one moment. */
final class TableSnapshot implements Snapshot {

  private static final String LIVING =
      """
      SELECT count(*) FROM node.object_current
      WHERE state NOT IN ('DESTROYED', 'DESTROYED_COMPROMISED')
      """;

  /** Master keys are found one after the other in their index, however many data keys there are. */
  private static final String KEYS_IN_USE =
      """
      WITH RECURSIVE master AS (
          (SELECT master_key_id AS id FROM node.data_key_current
           WHERE master_key_id IS NOT NULL ORDER BY master_key_id LIMIT 1)
          UNION ALL
          SELECT (SELECT c.master_key_id FROM node.data_key_current c
                  WHERE c.master_key_id > master.id ORDER BY c.master_key_id LIMIT 1)
          FROM master WHERE master.id IS NOT NULL)
      SELECT id AS master_key_id, NULL::integer AS key_number, NULL::bytea AS check_value
      FROM master WHERE id IS NOT NULL
      UNION
      SELECT NULL, k.key_number, k.check_value
      FROM node.data_key_current c JOIN vault.data_key k ON k.id = c.data_key_id
      WHERE c.key_number IS NOT NULL
      """;

  private static final String VISIBLE_NOW =
      "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

  private final LongConnection own;
  private final Connection connection;
  private final String condition;
  private final String identity;
  private final String system;
  private final int version;
  private final boolean incremental;
  private @Nullable List<TableRows> tables;

  /**
   * Begins the transaction.
   *
   * @param own stays the caller's if this fails
   */
  TableSnapshot(LongConnection own, @Nullable String since) throws SQLException {
    this.own = own;
    connection = own.connection();
    Sessions.run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    Sessions.prepare(connection);
    identity = Sessions.texts(connection, "SELECT pg_current_snapshot()::text").get(0);
    system = Sessions.texts(connection, "SELECT node.backup_system()").get(0);
    version = (int) Sessions.number(connection, SqlVaultTables.SCHEMA_VERSION);
    incremental = since != null;
    condition =
        since == null
            ? ""
            : newRows(Sessions.number(connection, VISIBLE_NOW), oldestUnderWay(since));
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public int schemaVersion() {
    return version;
  }

  /** Counts when it is first asked: the transaction sees the same whenever that is. */
  @Override
  public List<TableRows> tables() {
    List<TableRows> counted = tables;
    if (counted == null) {
      try {
        counted = count();
      } catch (SQLException e) {
        throw SqlFailures.of(e);
      }
      tables = counted;
    }
    return counted;
  }

  @Override
  public long objects() {
    try {
      return Sessions.number(connection, LIVING);
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Override
  public KeysInUse keysInUse() {
    try (Statement plain = connection.createStatement();
        ResultSet rows = plain.executeQuery(KEYS_IN_USE)) {
      Set<UUID> masterKeys = new HashSet<>();
      Set<HsmHolder> rootKeys = new HashSet<>();
      while (rows.next()) {
        UUID masterKey = rows.getObject("master_key_id", UUID.class);
        if (masterKey != null) {
          masterKeys.add(masterKey);
        } else {
          rootKeys.add(
              new HsmHolder(
                  new KeyRef(rows.getInt("key_number")), Rows.bytes(rows, "check_value")));
        }
      }
      return new KeysInUse(masterKeys, rootKeys);
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Override
  public void copy(TableRows table, OutputStream to) throws IOException {
    if (!tables().contains(table)) {
      throw new IllegalArgumentException(table.name());
    }
    int dot = table.name().indexOf('.');
    TableName name = new TableName(table.name().substring(0, dot), table.name().substring(dot + 1));
    boolean copied = false;
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "COPY (SELECT %s FROM %s%s) TO STDOUT (FORMAT binary)"
                  .formatted(VaultTable.list(table.columns()), name.quoted(), condition),
              to);
      copied = true;
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    } finally {
      if (!copied) {
        own.breakOff();
      }
    }
  }

  @Override
  public void close() {
    try {
      own.close();
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  private List<TableRows> count() throws SQLException {
    List<TableRows> counted = new ArrayList<>();
    for (VaultTable table : TableCatalog.tables(connection)) {
      if (!incremental || table.name().schema().equals("vault")) {
        counted.add(
            new TableRows(
                table.name().plain(),
                table.columns(),
                Sessions.number(
                    connection, "SELECT count(*) FROM " + table.name().quoted() + condition)));
      }
    }
    return List.copyOf(counted);
  }

  /**
   * Rows that a transaction wrote which was not over when the earlier snapshot was taken, or began
   * later. A row knows but the lower half of its transaction's identifier: of those that come into
   * question the newest is taken, so that a row may be taken for new that is not, but never the
   * other way round. For the same reason the snapshot's list of transactions under way is not
   * looked at: savepoints have identifiers of their own, which are not on it. Identifiers below 3
   * are not those of transactions: such rows are older than all.
   */
  private static String newRows(long end, long oldestUnderWay) {
    return " WHERE xmin::text::bigint >= 3 AND %s - ((%s - xmin::text::bigint) & 4294967295) >= %s"
        .formatted(end, end, oldestUnderWay);
  }

  /** The identifier below which all transactions were over, as {@code xmin:xmax:list} begins. */
  private static long oldestUnderWay(String snapshot) {
    int end = snapshot.indexOf(':');
    return Long.parseLong(end < 0 ? snapshot : snapshot.substring(0, end));
  }
}

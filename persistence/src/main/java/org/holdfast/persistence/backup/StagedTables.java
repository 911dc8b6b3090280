package org.holdfast.persistence.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.domain.backup.VaultTables.Sample;
import org.holdfast.domain.backup.VaultTables.Staged;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.persistence.object.ObjectRows;
import org.holdfast.persistence.sql.Rows;
import org.postgresql.PGConnection;

/**
 * The staged tables, each step in a transaction of its own: between the steps no connection is
 * held, and none can slip into a transaction of the caller's.
 */
final class StagedTables implements Staged {

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Each type, under either kind of key, comes once before any comes twice; then wallet by wallet.
   */
  private static final String SAMPLES =
      """
      SELECT s.object_id, s.type, v.version, v.iv, v.sealed, %s
      FROM (
          SELECT * FROM (
              SELECT p.object_id, p.type, c.version_id, c.data_key_id,
                  row_number() OVER (PARTITION BY p.type, c.key_number IS NULL
                      ORDER BY random()) AS of_type,
                  row_number() OVER (PARTITION BY p.type, c.key_number IS NULL, p.wallets[1]
                      ORDER BY random()) AS of_wallet
              FROM restore_node.data_key_current c
              JOIN restore_vault.object_version x ON x.id = c.version_id
              JOIN restore_node.object_current p ON p.object_id = x.object_id) ranked
          ORDER BY of_type > 1, of_wallet, random() LIMIT ?) s
      JOIN restore_vault.object_version v ON v.id = s.version_id
      JOIN restore_vault.data_key k ON k.id = s.data_key_id
      """
          .formatted(ObjectRows.DATA_KEY);

  private final Connections connections;
  private final TableSwap swap;
  private final Map<String, VaultTable> tables = new LinkedHashMap<>();
  private final Set<String> loaded = new HashSet<>();
  private final Set<VaultTable> touched = new LinkedHashSet<>();

  StagedTables(Connections connections, TableSwap swap, List<VaultTable> made) {
    this.connections = connections;
    this.swap = swap;
    made.forEach(table -> tables.put(table.name().plain(), table));
  }

  @Override
  public void load(TableRows given, InputStream rows) throws IOException {
    VaultTable table = known(given);
    boolean first = loaded.add(given.name());
    long count;
    try {
      count =
          connections.alone(
              connection ->
                  first
                      ? copy(connection, table.name().staged(), given, rows)
                      : merge(connection, table, given, rows));
    } catch (SQLException e) {
      throw SqlFailures.ofRows(given.name(), e);
    }
    if (!first) {
      touched.add(table);
    }
    if (count != given.rows()) {
      throw damaged("%s has %d rows, not %d".formatted(given.name(), count, given.rows()));
    }
  }

  @Override
  public void complete(boolean incremental) {
    String all =
        tables.values().stream()
            .map(table -> table.name().staged())
            .collect(Collectors.joining(", "));
    try {
      alone(
          connection -> {
            StagedSchema.addIndexes(connection);
            Sessions.run(connection, "ANALYZE " + all);
            if (incremental) {
              Reprojection.run(connection, touched);
            }
            StagedSchema.addRules(connection);
            return true;
          });
    } catch (SQLException e) {
      throw SqlFailures.ofRows("tables", e);
    }
  }

  @Override
  public long rows(String table) {
    VaultTable staged = known(table);
    try {
      return alone(
          connection ->
              Sessions.number(connection, "SELECT count(*) FROM " + staged.name().staged()));
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Override
  public List<Sample> samples(int most) {
    try {
      return alone(connection -> samples(connection, most));
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Override
  public void swap() {
    try {
      connections.joined(
          connection -> {
            swap.run(connection, tables.values());
            return true;
          });
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in use by others for too long stays, for the next to drop: the restore is done. */
  @Override
  public void close() {
    try {
      alone(
          connection -> {
            StagedSchema.drop(connection);
            return true;
          });
    } catch (SQLException e) {
      BackupMessages.LOG.notDropped(String.valueOf(e.getSQLState()));
    }
  }

  private <T> T alone(Connections.Work<T> work) throws SQLException {
    try {
      return connections.alone(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private VaultTable known(String name) {
    VaultTable table = tables.get(name);
    if (table == null) {
      throw damaged("no table " + name);
    }
    return table;
  }

  private VaultTable known(TableRows given) {
    VaultTable table = known(given.name());
    if (given.columns().isEmpty()
        || new HashSet<>(given.columns()).size() != given.columns().size()
        || !table.columns().containsAll(given.columns())) {
      throw damaged("no such columns of " + given.name());
    }
    return table;
  }

  private static VaultException damaged(String detail) {
    return new VaultException(ErrorCode.BACKUP_DAMAGED, detail);
  }

  private static long copy(Connection connection, String table, TableRows given, InputStream rows)
      throws SQLException, IOException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "COPY %s (%s) FROM STDIN (FORMAT binary)"
                .formatted(table, VaultTable.list(given.columns())),
            rows,
            BUFFER_BYTES);
  }

  /** The rows that came last win: material that was erased stays so. */
  private static long merge(
      Connection connection, VaultTable table, TableRows given, InputStream rows)
      throws SQLException, IOException {
    TableName name = table.name();
    Sessions.run(
        connection,
        "CREATE TEMP TABLE incoming (LIKE %s INCLUDING DEFAULTS) ON COMMIT DROP"
            .formatted(name.staged()));
    Sessions.run(
        connection,
        "CREATE TABLE IF NOT EXISTS %s (LIKE %s)".formatted(name.touched(), name.staged()));
    long count = copy(connection, "pg_temp.incoming", given, rows);
    Sessions.run(connection, "ANALYZE pg_temp.incoming");
    String key = VaultTable.list("i", table.key());
    for (String target : List.of(name.staged(), name.touched())) {
      Sessions.run(
          connection,
          "DELETE FROM %s t USING pg_temp.incoming i WHERE (%s) = (%s)"
              .formatted(target, VaultTable.list("t", table.key()), key));
      Sessions.run(
          connection,
          "INSERT INTO %1$s (%2$s) SELECT %2$s FROM pg_temp.incoming"
              .formatted(target, VaultTable.list(table.columns())));
    }
    return count;
  }

  private static List<Sample> samples(Connection connection, int most) throws SQLException {
    List<Sample> samples = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SAMPLES)) {
      statement.setInt(1, most);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          samples.add(
              new Sample(
                  new Binding(
                      new ObjectId(Rows.id(rows, "object_id")),
                      rows.getInt("version"),
                      Rows.constant(rows, "type", ObjectType.class)),
                  new SealedMaterial(
                      new Sealed(Rows.bytes(rows, "iv"), Rows.bytes(rows, "sealed")),
                      ObjectRows.dataKey(rows))));
        }
      }
    }
    return samples;
  }
}

package org.holdfast.persistence.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Computes staged projections again for the rows that came or changed after the full backup.
 *
 * <p>The functions that project refer to the tables in force by name. So copies of them are made
 * that refer to the staged tables, and that do as they do for replicated rows, in whatever order
 * these come. The copies end with the staged schemas.
 */
final class Reprojection {

  private static final String FUNCTIONS =
      """
      SELECT pg_get_functiondef(p.oid)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname IN ('vault', 'node') AND p.prokind = 'f' ORDER BY p.oid
      """;

  private static final Pattern SCHEMA = Pattern.compile("\\b(vault|node)\\.");
  private static final Pattern ROLE =
      Pattern.compile("current_setting\\('session_replication_role'\\)");

  /** Which function each table's rows are projected by. */
  private static final String PROJECTED_BY =
      """
      SELECT c.relname, p.proname
      FROM pg_trigger g
      JOIN pg_class c ON c.oid = g.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_proc p ON p.oid = g.tgfoid
      WHERE n.nspname = 'vault' AND g.tgname = 'project'
      """;

  private static final String OF_OBJECTS = "project_replicated_object";
  private static final String OF_DATA_KEYS = "project_replicated_data_key";

  private final Connection connection;

  private Reprojection(Connection connection) {
    this.connection = connection;
  }

  /** Needs the indexes of the staged tables; the rows are in the tables of touched ones. */
  static void run(Connection connection, Collection<VaultTable> touched) throws SQLException {
    new Reprojection(connection).run(touched);
  }

  private void run(Collection<VaultTable> touched) throws SQLException {
    copyFunctions();
    Sessions.run(connection, "CREATE TEMP TABLE changed_object (id uuid) ON COMMIT DROP");
    Sessions.run(connection, "CREATE TEMP TABLE changed_version (id uuid) ON COMMIT DROP");
    Map<String, String> projectedBy = projectedBy();
    for (VaultTable table : touched) {
      String function = projectedBy.get(table.name().name());
      if (OF_OBJECTS.equals(function)) {
        collect("changed_object", "object_id", table);
      } else if (OF_DATA_KEYS.equals(function)) {
        collect("changed_version", "version_id", table);
      } else if (function != null) {
        fire(table, function);
      }
    }
    projectObjects();
    forEach("changed_version", "project_data_key");
  }

  private void copyFunctions() throws SQLException {
    Sessions.run(connection, "SET LOCAL check_function_bodies = off");
    for (String function : Sessions.texts(connection, FUNCTIONS)) {
      Sessions.run(
          connection,
          ROLE.matcher(SCHEMA.matcher(function).replaceAll("restore_$1.")).replaceAll("'replica'"));
    }
  }

  private Map<String, String> projectedBy() throws SQLException {
    Map<String, String> functions = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PROJECTED_BY);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        functions.put(rows.getString("relname"), rows.getString("proname"));
      }
    }
    return functions;
  }

  private void collect(String into, String column, VaultTable from) throws SQLException {
    Sessions.run(
        connection,
        "INSERT INTO pg_temp.%s SELECT DISTINCT %s FROM %s"
            .formatted(into, column, from.name().touched()));
  }

  /**
   * An object has many rows, and is computed once. Taken out before, it stands in nobody's way:
   * names may have gone from one to another. The index is for the function, which looks for the
   * wallets of each.
   */
  private void projectObjects() throws SQLException {
    Sessions.run(
        connection,
        "DELETE FROM restore_node.object_current WHERE object_id IN"
            + " (SELECT id FROM pg_temp.changed_object)");
    Sessions.run(
        connection, "CREATE INDEX by_object ON restore_node.wallet_object_current (object_id)");
    Sessions.run(connection, "ANALYZE pg_temp.changed_object, pg_temp.changed_version");
    forEach("changed_object", "project_object");
    Sessions.run(connection, "DROP INDEX restore_node.by_object");
  }

  private void forEach(String changed, String function) throws SQLException {
    Sessions.run(
        connection,
        """
        DO $$ BEGIN
            PERFORM restore_node.%s(id) FROM (SELECT DISTINCT id FROM pg_temp.%s ORDER BY id) c;
        END $$
        """
            .formatted(function, changed));
  }

  /**
   * For functions that are triggers and nothing else: they run for the rows of a temporary table
   * with the table's name, by which they may ask what they are on.
   */
  private void fire(VaultTable table, String function) throws SQLException {
    String name = TableName.quote(table.name().name());
    Sessions.run(
        connection,
        "CREATE TEMP TABLE %s (LIKE %s) ON COMMIT DROP".formatted(name, table.name().touched()));
    Sessions.run(
        connection,
        "CREATE TRIGGER project AFTER INSERT ON pg_temp.%s FOR EACH ROW EXECUTE FUNCTION restore_node.%s()"
            .formatted(name, TableName.quote(function)));
    Sessions.run(
        connection,
        "INSERT INTO pg_temp.%s SELECT * FROM %s ORDER BY %s"
            .formatted(name, table.name().touched(), VaultTable.list(table.key())));
  }
}

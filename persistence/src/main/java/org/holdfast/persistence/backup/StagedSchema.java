package org.holdfast.persistence.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Makes staged tables as those in force are, from the catalog. Needs transactions that {@link
 * Sessions#prepare} has prepared: all names must come in full.
 */
final class StagedSchema {

  private static final String DROP =
      """
      DROP SCHEMA IF EXISTS restore_vault, restore_node, restore_touched, restore_old_vault,
          restore_old_node CASCADE
      """;

  /** The tables in force, and their staged counterparts. */
  private static final String PAIRS =
      """
      WITH t AS (
          SELECT c.oid, c.relacl, c.relowner, c.reloptions,
              format('%I.%I', n.nspname, c.relname) AS live,
              format('%I.%I', sn.nspname, s.relname) AS staged
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_namespace sn ON sn.nspname = 'restore_' || n.nspname
          JOIN pg_class s ON s.relnamespace = sn.oid AND s.relname = c.relname
          WHERE n.nspname IN ('vault', 'node') AND c.relkind = 'r' AND s.relkind = 'r')
      """;

  private static final String OPTIONS =
      PAIRS
          + """
          SELECT format('ALTER TABLE %s SET (%s)', staged, array_to_string(reloptions, ', '))
          FROM t WHERE reloptions IS NOT NULL
          """;

  private static final String KEYS =
      PAIRS
          + """
          SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.staged, k.conname,
              pg_get_constraintdef(k.oid))
          FROM t JOIN pg_constraint k ON k.conrelid = t.oid
          WHERE k.contype IN ('p', 'u', 'x') ORDER BY k.oid
          """;

  private static final String INDEXES =
      PAIRS
          + """
          SELECT replace(pg_get_indexdef(i.indexrelid), ' ON ' || t.live || ' ',
              ' ON ' || t.staged || ' ')
          FROM t JOIN pg_index i ON i.indrelid = t.oid
          WHERE NOT EXISTS (SELECT FROM pg_constraint k
              WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
          ORDER BY i.indexrelid
          """;

  private static final String REFERENCES =
      PAIRS
          + """
          SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.staged, k.conname,
              replace(pg_get_constraintdef(k.oid), ' REFERENCES ' || f.live || '(',
                  ' REFERENCES ' || f.staged || '('))
          FROM t JOIN pg_constraint k ON k.conrelid = t.oid JOIN t f ON f.oid = k.confrelid
          WHERE k.contype = 'f' ORDER BY k.oid
          """;

  private static final String TRIGGERS =
      PAIRS
          + """
          SELECT replace(pg_get_triggerdef(g.oid), ' ON ' || t.live || ' ',
              ' ON ' || t.staged || ' ')
          FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal ORDER BY g.oid
          """;

  private static final String TRIGGER_STATES =
      PAIRS
          + """
          SELECT format('ALTER TABLE %s %s TRIGGER %I', t.staged, CASE g.tgenabled
                  WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                  ELSE 'ENABLE ALWAYS' END, g.tgname)
          FROM t JOIN pg_trigger g ON g.tgrelid = t.oid
          WHERE NOT g.tgisinternal AND g.tgenabled <> 'O' ORDER BY g.oid
          """;

  /** What an administrator lets others read. */
  private static final String GRANTS =
      PAIRS
          + """
          SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, t.staged,
              CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
              CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM t CROSS JOIN LATERAL aclexplode(t.relacl) a WHERE a.grantee <> t.relowner
          """;

  private StagedSchema() {}

  /** Makes empty tables without keys, indexes, references and triggers, and returns them. */
  static List<VaultTable> make(Connection connection, UUID id) throws SQLException {
    for (String schema : List.of("restore_vault", "restore_node", "restore_touched")) {
      Sessions.run(connection, "CREATE SCHEMA " + schema);
      Sessions.run(connection, "COMMENT ON SCHEMA " + schema + " IS 'restore " + id + "'");
    }
    List<VaultTable> tables = TableCatalog.tables(connection);
    for (VaultTable table : tables) {
      Sessions.run(
          connection,
          "CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS)"
              .formatted(table.name().staged(), table.name().quoted()));
    }
    runAll(connection, OPTIONS);
    return tables;
  }

  /** Adds keys and indexes, by the names that they have on the tables in force. */
  static void addIndexes(Connection connection) throws SQLException {
    Sessions.texts(
        connection,
        """
        SELECT set_config('maintenance_work_mem', '256MB', true)
        WHERE pg_size_bytes(current_setting('maintenance_work_mem')) < 268435456
        """);
    runAll(connection, KEYS);
    runAll(connection, INDEXES);
  }

  /** Adds all else that makes the tables what those in force are. */
  static void addRules(Connection connection) throws SQLException {
    runAll(connection, REFERENCES);
    runAll(connection, TRIGGERS);
    runAll(connection, TRIGGER_STATES);
    runAll(connection, GRANTS);
    Sessions.run(connection, "DROP SCHEMA restore_touched CASCADE");
  }

  /** Drops all that a restore may have left. */
  static void drop(Connection connection) throws SQLException {
    Sessions.run(connection, "SET LOCAL client_min_messages = warning");
    Sessions.run(connection, "SET LOCAL lock_timeout = '10s'");
    Sessions.run(connection, DROP);
  }

  private static void runAll(Connection connection, String statements) throws SQLException {
    for (String statement : Sessions.texts(connection, statements)) {
      Sessions.run(connection, statement);
    }
  }
}

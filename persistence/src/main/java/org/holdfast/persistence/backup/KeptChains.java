package org.holdfast.persistence.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Takes the audit trail's chains in force over to the staged tables, as its rows are. A chain that
 * only goes on from that of the backup goes on; a chain of the same node that contradicts it, as of
 * a database that was made anew, ends: its rows are sealed again, as those are that have no seal.
 */
final class KeptChains {

  private static final List<String> TABLES =
      List.of("vault.audit_seal", "vault.audit_checkpoint", "vault.audit_tombstone");

  private static final String KEEP =
      """
      INSERT INTO restore_%1$s (%2$s)
      SELECT %3$s FROM %1$s p
      WHERE NOT EXISTS (SELECT FROM restore_%1$s s WHERE (%4$s) = (%5$s))
          AND p.node_id NOT IN (SELECT node_id FROM pg_temp.ended_chain)
      """;

  private static final String CONTRADICT =
      """
      INSERT INTO pg_temp.ended_chain
      SELECT DISTINCT a.node_id FROM vault.audit_seal a
      JOIN restore_vault.audit_seal b USING (node_id, position) WHERE a.hash <> b.hash
      """;

  private KeptChains() {}

  /** Before the rows: those that are numbered anew are in no chain that goes on. */
  static void prepare(Connection connection) throws SQLException {
    Sessions.run(
        connection, "CREATE TEMP TABLE ended_chain (node_id uuid NOT NULL) ON COMMIT DROP");
  }

  /** After the rows. */
  static void keep(Connection connection, Collection<VaultTable> tables) throws SQLException {
    Sessions.run(connection, CONTRADICT);
    for (String name : TABLES) {
      VaultTable table =
          tables.stream()
              .filter(each -> each.name().plain().equals(name))
              .findFirst()
              .orElseThrow();
      Sessions.run(
          connection,
          KEEP.formatted(
              name,
              VaultTable.list(table.columns()),
              VaultTable.list("p", table.columns()),
              VaultTable.list("s", table.key()),
              VaultTable.list("p", table.key())));
    }
    Sessions.run(connection, "UPDATE node.audit_sealer SET restored = true");
    Sessions.run(connection, "DELETE FROM node.audit_open");
  }
}

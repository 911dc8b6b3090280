package org.holdfast.persistence.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.persistence.audit.AuditNumbers;

/** Puts staged tables in the place of those in force. */
@ApplicationScoped
class TableSwap {

  private static final String AUDIT = "vault.audit_record";

  private static final List<String> SETTINGS =
      List.of("search_path", "statement_timeout", "lock_timeout");

  /**
   * Takes all locks or none: what cannot be had at once is waited for less long than it takes
   * PostgreSQL to look for circles of those who wait, and then all is given back. So nobody else
   * fails because of it, whatever order he takes his locks in. The row of the epoch is among them,
   * as those who change access hold it while they write.
   */
  private static final String LOCK =
      """
      DO $$
      DECLARE
          until CONSTANT timestamptz := clock_timestamp() + interval '30 s';
      BEGIN
          PERFORM set_config('lock_timeout', '300ms', true);
          LOOP
              BEGIN
                  LOCK TABLE %s IN ACCESS EXCLUSIVE MODE;
                  PERFORM FROM node.access_epoch FOR UPDATE;
                  EXIT;
              EXCEPTION WHEN lock_not_available THEN
                  IF clock_timestamp() > until THEN
                      RAISE;
                  END IF;
                  PERFORM pg_sleep(0.1);
              END;
          END LOOP;
          PERFORM set_config('lock_timeout', '0', true);
      END $$
      """;

  private static final String KEEP_AUDIT =
      """
      INSERT INTO restore_vault.audit_record (%1$s)
      SELECT %2$s FROM vault.audit_record p
      WHERE NOT EXISTS (SELECT FROM restore_vault.audit_record s
          WHERE s.node_id = p.node_id AND s.sequence = p.sequence)
      """;

  /**
   * A database that was made anew for the same node has numbered from 1 again: its records get the
   * numbers after the last, and its chain ends.
   */
  private static final String KEEP_RENUMBERED_AUDIT =
      """
      WITH renumbered AS (
          INSERT INTO restore_vault.audit_record (node_id, sequence, %1$s)
          SELECT p.node_id,
              (SELECT max(sequence) FROM restore_vault.audit_record m WHERE m.node_id = p.node_id)
                  + row_number() OVER (PARTITION BY p.node_id ORDER BY p.sequence),
              %2$s
          FROM vault.audit_record p
          JOIN restore_vault.audit_record s ON s.node_id = p.node_id AND s.sequence = p.sequence
          WHERE (%2$s) IS DISTINCT FROM (%3$s)
          RETURNING node_id)
      INSERT INTO pg_temp.ended_chain SELECT DISTINCT node_id FROM renumbered
      """;

  @Inject private AuditNumbers numbers;
  @Inject private NodeIdentity node;

  /** In the transaction of the connection, which holds locks on all tables afterwards. */
  void run(Connection connection, Collection<VaultTable> tables) throws SQLException {
    Map<String, String> settings = settings(connection);
    Sessions.prepare(connection);
    // Twice: what is numbered while the locks are waited for must not meet a number of the backup.
    passOverNumbers(connection);
    Sessions.run(connection, LOCK.formatted(locked(tables)));
    KeptChains.prepare(connection);
    keepAudit(connection, tables);
    KeptChains.keep(connection, tables);
    passOverNumbers(connection);
    for (String schema : List.of("vault", "node")) {
      Sessions.run(connection, "CREATE SCHEMA " + TableName.FORMER + schema);
    }
    for (VaultTable table : tables) {
      TableName name = table.name();
      move(connection, name.quoted(), TableName.FORMER + name.schema());
      move(connection, name.staged(), name.schema());
    }
    Sessions.run(
        connection, "UPDATE node.access_epoch SET value = nextval('node.access_epoch_value')");
    Sessions.run(connection, "UPDATE node.backup_lineage SET id = gen_random_uuid()");
    Sessions.run(connection, "DELETE FROM node.idempotent_request");
    restore(connection, settings);
  }

  /** The trail last: it is written to all the time. */
  private static String locked(Collection<VaultTable> tables) {
    List<String> names = new ArrayList<>();
    names.add("node.idempotent_request");
    tables.stream()
        .map(VaultTable::name)
        .filter(name -> !name.plain().equals(AUDIT))
        .forEach(name -> names.add(name.quoted()));
    names.add(AUDIT);
    return String.join(", ", names);
  }

  private static void keepAudit(Connection connection, Collection<VaultTable> tables)
      throws SQLException {
    VaultTable audit =
        tables.stream()
            .filter(table -> table.name().plain().equals(AUDIT))
            .findFirst()
            .orElseThrow();
    List<String> columns = audit.columns();
    Sessions.run(
        connection, KEEP_AUDIT.formatted(VaultTable.list(columns), VaultTable.list("p", columns)));
    List<String> content =
        columns.stream()
            .filter(column -> !audit.key().contains(column))
            .collect(Collectors.toList());
    Sessions.run(
        connection,
        KEEP_RENUMBERED_AUDIT.formatted(
            VaultTable.list(content),
            VaultTable.list("p", content),
            VaultTable.list("s", content)));
  }

  private void passOverNumbers(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT coalesce(max(sequence), 0) FROM restore_vault.audit_record"
                + " WHERE node_id = ?")) {
      statement.setObject(1, node.id());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        numbers.passOver(rows.getLong(1));
      }
    }
  }

  private static void move(Connection connection, String table, String schema) throws SQLException {
    Sessions.run(connection, "ALTER TABLE " + table + " SET SCHEMA " + schema);
  }

  /** The caller goes on with the transaction: what was set for it alone is put back. */
  private static Map<String, String> settings(Connection connection) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    for (String name : SETTINGS) {
      settings.put(
          name, Sessions.texts(connection, "SELECT current_setting('" + name + "')").get(0));
    }
    return settings;
  }

  private static void restore(Connection connection, Map<String, String> settings)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config(?, ?, true)")) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        statement.setString(1, setting.getKey());
        statement.setString(2, setting.getValue());
        statement.execute();
      }
    }
  }
}

package org.holdfast.tests.distribution;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server's tables, past the vault. */
final class ServerTables {

  private static final String NAMES =
      """
      SELECT schemaname || '.' || tablename FROM pg_tables
      WHERE schemaname = 'vault' AND tablename NOT LIKE 'audit\\_%'
          OR schemaname = 'node' AND tablename LIKE '%\\_current'
      """;

  private final TrialServer server;

  ServerTables(TrialServer server) {
    this.server = server;
  }

  /** A digest over the rows of each table of the vault and of each projection, but the audit. */
  Map<String, String> digests() throws SQLException {
    Map<String, String> digests = new TreeMap<>();
    try (Connection connection = connect()) {
      for (String table : texts(connection, NAMES)) {
        digests.put(
            table,
            texts(
                    connection,
                    "SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), ''"
                        + " ORDER BY md5(t::text))), '') FROM "
                        + table
                        + " t")
                .get(0));
      }
    }
    return digests;
  }

  /** All audit records as they are stored. */
  List<String> audit() throws SQLException {
    try (Connection connection = connect()) {
      return texts(connection, "SELECT t::text FROM vault.audit_record t");
    }
  }

  /** Lets a schedule's time come. */
  void makeDue(String schedule) throws SQLException {
    try (Connection connection = connect();
        var statement =
            connection.prepareStatement(
                "UPDATE node.backup_schedule SET next_run = now() WHERE id = ?::uuid")) {
      statement.setString(1, schedule);
      statement.executeUpdate();
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.databasePort() + "/holdfast",
        "holdfast",
        server.databasePassword());
  }
}

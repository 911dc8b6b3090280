package org.holdfast.persistence.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Statements without parameters, and settings that end with the transaction. */
final class Sessions {

  private Sessions() {}

  /**
   * No limits of time, which an administrator may have set for requests; and no schemas that are
   * searched, so that PostgreSQL writes every name in full.
   */
  static void prepare(Connection connection) throws SQLException {
    texts(
        connection,
        """
        SELECT set_config(name, CASE name WHEN 'search_path' THEN '' ELSE '0' END, true)
        FROM pg_catalog.pg_settings
        WHERE name IN ('search_path', 'statement_timeout', 'lock_timeout', 'transaction_timeout',
            'idle_in_transaction_session_timeout')
        """);
  }

  static void run(Connection connection, String statement) throws SQLException {
    try (Statement plain = connection.createStatement()) {
      plain.execute(statement);
    }
  }

  /** The first column's text of each row. */
  static List<String> texts(Connection connection, String query) throws SQLException {
    try (Statement plain = connection.createStatement();
        ResultSet rows = plain.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    }
  }

  /** The one number that a query gives. */
  static long number(Connection connection, String query) throws SQLException {
    return Long.parseLong(texts(connection, query).get(0));
  }
}

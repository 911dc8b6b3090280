package org.holdfast.tests.distribution;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A trial's own PostgreSQL, looked at and handled past the vault. */
final class VaultDatabase {

  private static final String STAGED =
      "select nspname from pg_namespace where nspname like 'restore%'";

  private final TrialServer server;

  VaultDatabase(TrialServer server) {
    this.server = server;
  }

  /** The first column of all rows. */
  List<String> texts(String query) {
    try (Connection connection = connect("holdfast", server.databasePassword());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  void run(String statement) {
    run("holdfast", server.databasePassword(), statement);
  }

  void runAsAdministrator(String statement) {
    run("postgres", server.databaseAdministratorPassword(), statement);
  }

  /** Does something while nobody else can read a table. */
  void locking(String table, Runnable work) {
    try (Connection connection = connect("holdfast", server.databasePassword());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table " + table + " in access exclusive mode");
      work.run();
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(table, e);
    }
  }

  /** Schemas that a restore makes and drops again. */
  List<String> stagedSchemas() {
    return texts(STAGED);
  }

  /** Sends what goes to a destination another way: the vault does not try that before it saves. */
  void redirect(String destination, int port) {
    run(
        "update node.backup_destination set port = %d where id = '%s'"
            .formatted(port, destination));
  }

  /** All rows of the tables about backups, as text. */
  String dumpOfBackupTables() {
    StringBuilder dump = new StringBuilder();
    for (String table :
        texts(
            "select format('%I.%I', schemaname, tablename) from pg_tables"
                + " where schemaname = 'node' and tablename like 'backup%'")) {
      texts("select t::text from " + table + " t").forEach(row -> dump.append(row).append('\n'));
    }
    return dump.toString();
  }

  private void run(String user, String password, String command) {
    try (Connection connection = connect(user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new IllegalStateException(command, e);
    }
  }

  private Connection connect(String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.databasePort() + "/holdfast", properties);
  }
}

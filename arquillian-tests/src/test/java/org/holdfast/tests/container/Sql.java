package org.holdfast.tests.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Looks at the rows past the vault, through the same data source and transaction. */
@Dependent
public class Sql {

  @Resource(lookup = "java:/jdbc/Holdfast")
  private DataSource database;

  /** The first column's text of each row. */
  public List<String> texts(String query, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, query, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    }
  }

  public long count(String query, Object... parameters) throws SQLException {
    return Long.parseLong(texts(query, parameters).get(0));
  }

  /** Returns how many rows it changed. */
  public int change(String statement, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters)) {
      return prepared.executeUpdate();
    }
  }

  /**
   * Does something while nobody else can read a table. PostgreSQL lets go of the lock after ten
   * seconds, and this fails then: what waited for it looked at the table.
   */
  public void locking(String table, Runnable work) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local idle_in_transaction_session_timeout = '10s'");
      statement.execute("lock table " + table + " in access exclusive mode");
      work.run();
      statement.execute("select 1");
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static PreparedStatement prepare(Connection connection, String text, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}

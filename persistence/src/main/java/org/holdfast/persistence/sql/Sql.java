package org.holdfast.persistence.sql;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Runs statements on the vault's database: in the caller's transaction where there is one, in a
 * transaction of the statement's own otherwise.
 */
@ApplicationScoped
public class Sql {

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  public interface Binder {
    void bind(Parameters parameters) throws SQLException;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  @Resource(lookup = "java:/jdbc/Holdfast")
  private DataSource database;

  /** All rows, in their order. */
  public <T> List<T> list(String sql, Binder binder, RowReader<T> reader) {
    return run(
        sql,
        binder,
        statement -> {
          List<T> rows = new ArrayList<>();
          try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
              rows.add(reader.read(result));
            }
          }
          return rows;
        });
  }

  /** The first row. */
  public <T> Optional<T> first(String sql, Binder binder, RowReader<T> reader) {
    return run(
        sql,
        binder,
        statement -> {
          try (ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
          }
        });
  }

  /** The number in the first column of the one row. */
  public long number(String sql, Binder binder) {
    return first(sql, binder, row -> row.getLong(1)).orElse(0L);
  }

  /** How many rows were changed. */
  public int update(String sql, Binder binder) {
    return run(sql, binder, PreparedStatement::executeUpdate);
  }

  /** Calls a function for what it does. */
  public void call(String sql, Binder binder) {
    run(sql, binder, PreparedStatement::execute);
  }

  @FunctionalInterface
  private interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Binder binder, Execution<T> execution) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(new Parameters(connection, statement));
      return execution.of(statement);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }
}

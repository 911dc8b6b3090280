package org.holdfast.persistence.schema;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.node.Database;
import org.holdfast.domain.node.DatabaseFacts;

/** Migrations by Flyway, which records them in {@code node.flyway_schema_history}. */
@ApplicationScoped
class PostgresDatabase implements Database {

  private static final int ANSWER_SECONDS = 3;
  private static final List<String> SETTINGS =
      List.of("fsync", "full_page_writes", "synchronous_commit");
  private static final String FACTS =
      "select current_setting('server_version') as version,"
          + " current_setting('server_version_num')::int as number, clock_timestamp() as now,"
          + SETTINGS.stream()
              .map(name -> "current_setting('" + name + "') as " + name)
              .collect(Collectors.joining(","));

  @Resource(lookup = "java:/jdbc/Holdfast")
  private DataSource dataSource;

  @Override
  public void migrate() {
    Flyway.configure(PostgresDatabase.class.getClassLoader())
        .dataSource(dataSource)
        .schemas("node", "vault")
        .defaultSchema("node")
        .locations("classpath:org/holdfast/persistence/migrations")
        .load()
        .migrate();
  }

  @Override
  public Optional<String> failure() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(ANSWER_SECONDS)
          ? Optional.empty()
          : Optional.of("a connection does not answer");
    } catch (SQLException e) {
      return Optional.of(rootMessage(e));
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public DatabaseFacts facts() {
    Map<String, String> settings = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FACTS)) {
      if (!row.next()) {
        throw new SQLException("no row");
      }
      for (String name : SETTINGS) {
        settings.put(name, row.getString(name));
      }
      return new DatabaseFacts(
          row.getString("version"),
          row.getInt("number"),
          row.getTimestamp("now").toInstant(),
          settings);
    } catch (SQLException e) {
      throw new VaultException(ErrorCode.DATABASE_AWAY, String.valueOf(e.getMessage()), e);
    }
  }
}

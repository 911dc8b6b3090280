package org.holdfast.persistence.schema;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.holdfast.domain.node.Database;

/** Migrations by Flyway, which records them in {@code node.flyway_schema_history}. */
@ApplicationScoped
class PostgresDatabase implements Database {

  private static final int ANSWER_SECONDS = 3;

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
  public boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}

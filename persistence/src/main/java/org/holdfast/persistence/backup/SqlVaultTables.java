package org.holdfast.persistence.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots and staged tables, by COPY. Staged tables are in schemas of their own, as the vault's
 * role may not be able to make another database.
 */
@ApplicationScoped
class SqlVaultTables implements VaultTables {

  static final String SCHEMA_VERSION =
      """
      SELECT max(version::integer) FROM node.flyway_schema_history
      WHERE success AND version IS NOT NULL
      """;

  /**
   * Physical standbys are not meant: they follow a restore as any other change. Neither the columns
   * nor the tables asked for need a privilege.
   */
  private static final String REPLICATED =
      """
      SELECT (SELECT count(oid) FROM pg_subscription
              WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()))
          + (SELECT count(*) FROM pg_publication)
          + (SELECT count(*) FROM pg_replication_slots WHERE database = current_database())
      """;

  @Inject private Connections connections;
  @Inject private TableSwap swap;
  @Inject private Sql sql;

  @Override
  public Snapshot snapshot(@Nullable String since) {
    try {
      LongConnection own = connections.open();
      try {
        return new TableSnapshot(own, since);
      } catch (SQLException | RuntimeException e) {
        own.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Override
  public Staged stage(UUID id) {
    dropLeftOvers();
    try {
      return connections.alone(
          connection -> new StagedTables(connections, swap, StagedSchema.make(connection, id)));
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void dropLeftOvers() {
    try {
      connections.alone(
          connection -> {
            StagedSchema.drop(connection);
            return true;
          });
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isReplicated() {
    return sql.number(REPLICATED, p -> {}) > 0;
  }

  @Override
  public int schemaVersion() {
    return (int) sql.number(SCHEMA_VERSION, p -> {});
  }
}

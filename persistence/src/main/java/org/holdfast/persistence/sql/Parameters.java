package org.holdfast.persistence.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement, set one after the other. */
public final class Parameters {

  private final Connection connection;
  private final PreparedStatement statement;
  private int last;

  Parameters(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  public Parameters add(@Nullable UUID value) throws SQLException {
    statement.setObject(++last, value, Types.OTHER);
    return this;
  }

  public Parameters add(@Nullable String value) throws SQLException {
    statement.setString(++last, value);
    return this;
  }

  /** The name of a constant. */
  public Parameters add(@Nullable Enum<?> value) throws SQLException {
    return add(value == null ? null : value.name());
  }

  public Parameters add(int value) throws SQLException {
    statement.setInt(++last, value);
    return this;
  }

  public Parameters add(@Nullable Integer value) throws SQLException {
    if (value == null) {
      statement.setNull(++last, Types.INTEGER);
      return this;
    }
    return add(value.intValue());
  }

  public Parameters add(long value) throws SQLException {
    statement.setLong(++last, value);
    return this;
  }

  public Parameters add(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++last, Types.BIGINT);
      return this;
    }
    return add(value.longValue());
  }

  public Parameters add(boolean value) throws SQLException {
    statement.setBoolean(++last, value);
    return this;
  }

  public Parameters add(@Nullable Instant value) throws SQLException {
    if (value == null) {
      statement.setNull(++last, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(++last, value.atOffset(ZoneOffset.UTC));
    }
    return this;
  }

  public Parameters add(@Nullable Bytes value) throws SQLException {
    statement.setBytes(++last, value == null ? null : value.toByteArray());
    return this;
  }

  /** An array of {@code text}. */
  public Parameters addTexts(Collection<? extends @Nullable String> values) throws SQLException {
    return array("text", values.toArray());
  }

  /** An array of {@code uuid}. */
  public Parameters addIds(Collection<UUID> values) throws SQLException {
    return array("uuid", values.toArray());
  }

  /** An array of that type of PostgreSQL's. */
  public Parameters array(String type, Object[] values) throws SQLException {
    statement.setArray(++last, connection.createArrayOf(type, values));
    return this;
  }
}

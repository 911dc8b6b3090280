package org.holdfast.persistence.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types that the domain has. */
public final class Rows {

  private Rows() {}

  public static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  public static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static Bytes bytes(ResultSet row, String column) throws SQLException {
    return Bytes.of(row.getBytes(column));
  }

  public static @Nullable Bytes optionalBytes(ResultSet row, String column) throws SQLException {
    byte[] content = row.getBytes(column);
    return content == null ? null : Bytes.of(content);
  }

  /** An array of {@code text}. */
  public static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  public static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type)
      throws SQLException {
    return Enum.valueOf(type, row.getString(column));
  }

  public static <E extends Enum<E>> @Nullable E optionalConstant(
      ResultSet row, String column, Class<E> type) throws SQLException {
    String name = row.getString(column);
    return name == null ? null : Enum.valueOf(type, name);
  }
}

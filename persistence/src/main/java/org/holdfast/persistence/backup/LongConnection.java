package org.holdfast.persistence.backup;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection with transactions of its own, which goes back to the pool as it came. */
final class LongConnection implements AutoCloseable {

  private final Patience patience;

  private LongConnection(Patience patience) {
    this.patience = patience;
  }

  /** Takes the connection over: it is closed if this fails. */
  static LongConnection of(Connection connection) throws SQLException {
    try {
      connection.setAutoCommit(false);
      return new LongConnection(new Patience(connection));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return patience.connection();
  }

  /** What was not committed is rolled back. */
  @Override
  public void close() throws SQLException {
    try (Connection closing = patience.connection()) {
      closing.rollback();
      closing.setAutoCommit(true);
      patience.close();
    }
  }
}

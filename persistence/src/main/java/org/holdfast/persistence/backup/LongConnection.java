package org.holdfast.persistence.backup;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection with transactions of its own, which goes back to the pool as it came. */
final class LongConnection implements AutoCloseable {

  private final Patience patience;
  private boolean brokenOff;

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

  /**
   * Ends the connection, which then does not go back to the pool. A COPY that was given up leaves
   * answers on the way, and a cancellation that may meet the statement after it.
   */
  void breakOff() {
    brokenOff = true;
    try {
      patience.abort();
    } catch (SQLException e) {
      // It has ended by itself; that is what was wanted.
      return;
    }
  }

  /** What was not committed is rolled back. */
  @Override
  public void close() throws SQLException {
    try {
      giveBack();
    } catch (SQLException e) {
      // By this the pool has noticed that the connection is none any more.
      if (!brokenOff) {
        throw e;
      }
    }
  }

  private void giveBack() throws SQLException {
    try (Connection closing = patience.connection()) {
      closing.rollback();
      closing.setAutoCommit(true);
      patience.close();
    }
  }
}

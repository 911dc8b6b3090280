package org.holdfast.persistence.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * Lets a connection wait for long answers. The data source's time limit is that of a single read
 * from the socket, and meant for requests: an index or a count over millions of rows is silent for
 * longer. While a backup is written to a slow destination nothing is read, so that no limit runs.
 */
final class Patience implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofHours(2);

  private final Connection connection;
  private final Connection physical;
  private final int before;

  Patience(Connection connection) throws SQLException {
    this.connection = connection;
    physical = (Connection) connection.unwrap(PGConnection.class);
    before = physical.getNetworkTimeout();
    physical.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
  }

  /** The connection that was given. */
  Connection connection() {
    return connection;
  }

  /** Ends the connection at once, whatever it has under way. */
  void abort() throws SQLException {
    physical.abort(Runnable::run);
  }

  /** Puts the data source's limit back; a connection that is broken has none. */
  @Override
  public void close() throws SQLException {
    if (!physical.isClosed()) {
      physical.setNetworkTimeout(Runnable::run, before);
    }
  }
}

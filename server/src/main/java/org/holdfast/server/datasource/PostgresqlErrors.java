package org.holdfast.server.datasource;

import java.sql.SQLException;
import org.jboss.jca.adapters.jdbc.spi.ExceptionSorter;

/**
 * Which errors mean that a connection to PostgreSQL is of no use any more: class 08 (connection
 * exception) and 57P (operator intervention: the server is shut down, or ended this connection).
 * The pool then drops it, and what lies idle beside it. The sorter that comes with the pool knows
 * 08006 alone, so that connections to a server that was restarted would be handed out again, or
 * each one would have to be asked before it is handed out: one more exchange for each statement.
 */
public final class PostgresqlErrors implements ExceptionSorter {

  @Override
  public boolean isExceptionFatal(SQLException failure) {
    return Outage.is(failure);
  }
}

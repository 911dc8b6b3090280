package org.holdfast.server.datasource;

import java.sql.SQLException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log what is only about a database that is away. The vault itself says so once;
 * the container would say it with a stack trace for each call. Everything else passes, an exhausted
 * pool among it: there the database has not failed.
 */
public final class WithoutDatabaseAway implements Filter {

  private static final int MAX_DEPTH = 50;

  @Override
  public boolean isLoggable(LogRecord entry) {
    Throwable cause = entry.getThrown();
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof SQLException sql && Outage.is(sql)) {
        return false;
      }
      cause = cause.getCause();
    }
    return true;
  }
}

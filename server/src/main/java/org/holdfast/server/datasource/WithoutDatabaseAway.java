package org.holdfast.server.datasource;

import java.sql.SQLException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

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
      cause = next(cause);
    }
    return true;
  }

  /** What made a commit fail is not the cause of the failure, but hangs on it. */
  private static @Nullable Throwable next(Throwable failure) {
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof XAException) {
        return suppressed;
      }
    }
    return failure.getCause();
  }
}

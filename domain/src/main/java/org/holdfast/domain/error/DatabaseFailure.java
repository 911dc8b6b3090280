package org.holdfast.domain.error;

import java.sql.SQLException;
import java.util.Map;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/**
 * What a database says by its SQL state (PostgreSQL, appendix A "Error Codes"): that it is away, or
 * that it lacks something. What is wrong with a statement or its rows is not meant.
 */
public final class DatabaseFailure {

  private static final String CONNECTION = "08";
  private static final String INTERVENTION = "57P";
  private static final String RESOURCES = "53";
  private static final Map<String, ErrorCode> LACKING =
      Map.of("53100", ErrorCode.DATABASE_FULL, "53300", ErrorCode.DATABASE_BUSY);
  private static final int MAX_DEPTH = 30;

  private DatabaseFailure() {}

  /** The state; empty if there is none. */
  public static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }

  /**
   * {@link ErrorCode#DATABASE_AWAY}, {@link ErrorCode#DATABASE_FULL}, {@link
   * ErrorCode#DATABASE_BUSY} or {@link ErrorCode#DATABASE_SHORT}; null if it is none of these.
   */
  public static @Nullable VaultException of(SQLException failure) {
    String state = state(failure);
    if (state.startsWith(CONNECTION) || state.startsWith(INTERVENTION)) {
      return new VaultException(ErrorCode.DATABASE_AWAY, "SQL state " + state, failure);
    }
    return state.startsWith(RESOURCES)
        ? new VaultException(
            LACKING.getOrDefault(state, ErrorCode.DATABASE_SHORT), "SQL state " + state, failure)
        : null;
  }

  /** The same of the first cause that the database itself has named; null if none has. */
  public static @Nullable VaultException inCausesOf(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      VaultException failure = cause instanceof SQLException sql ? of(sql) : null;
      if (failure != null) {
        return failure;
      }
      cause = cause.getCause();
    }
    return null;
  }

  /**
   * Whether {@code thrown} says that the database is away, and nothing else: an ordinary event,
   * which the vault tells once when it begins and once when it is over. An exhausted pool is none.
   */
  public static boolean isAway(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      VaultException failure =
          cause instanceof SQLException sql
              ? of(sql)
              : cause instanceof VaultException known ? known : null;
      if (failure != null && failure.code() == ErrorCode.DATABASE_AWAY) {
        return true;
      }
      cause = next(cause);
    }
    return false;
  }

  /** What a log shows of it: nothing if the database is away, whose stack traces tell nothing. */
  public static @Nullable Throwable unlessAway(Throwable thrown) {
    return isAway(thrown) ? null : thrown;
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

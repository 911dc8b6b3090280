package org.holdfast.domain.error;

import java.sql.SQLException;
import java.util.Map;
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
}

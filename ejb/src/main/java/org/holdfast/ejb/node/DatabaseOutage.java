package org.holdfast.ejb.node;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.holdfast.domain.error.DatabaseFailure;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failure says that the database is away, and nothing else: an ordinary event, which the
 * vault tells once when it begins and once when it is over. An exhausted pool is none.
 */
public final class DatabaseOutage {

  private static final int MAX_DEPTH = 30;

  private DatabaseOutage() {}

  /** Whether it is so, by whatever the failure was caused. */
  public static boolean isCauseOf(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      VaultException failure = known(cause);
      if (failure != null && failure.code() == ErrorCode.DATABASE_AWAY) {
        return true;
      }
      cause = next(cause);
    }
    return false;
  }

  /** What a log shows of a failure: nothing of an outage, whose stack traces tell nothing. */
  public static @Nullable Throwable leftOut(Throwable thrown) {
    return isCauseOf(thrown) ? null : thrown;
  }

  private static @Nullable VaultException known(Throwable cause) {
    if (cause instanceof VaultException vault) {
      return vault;
    }
    return cause instanceof SQLException sql ? DatabaseFailure.of(sql) : null;
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

package org.holdfast.ejb.error;

import jakarta.ejb.EJBAccessException;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/** Finds the coded failure in whatever the container threw. */
public final class Failures {

  private static final int MAX_DEPTH = 30;

  private Failures() {}

  /**
   * The {@link VaultException} in the chain of causes; {@code DATABASE_AWAY} if the database could
   * not be reached; {@code NOT_ALLOWED} for a refused role; {@code INTERNAL_ERROR} with a reference
   * number, logged with the cause, for all else.
   */
  public static VaultException toVaultException(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      VaultException known = known(cause);
      if (known != null) {
        return known;
      }
      cause = cause.getCause();
    }
    String reference = UUID.randomUUID().toString();
    SystemMessages.LOG.unexpected(reference, thrown);
    return new VaultException(ErrorCode.INTERNAL_ERROR, "reference " + reference, thrown);
  }

  private static @Nullable VaultException known(Throwable cause) {
    if (cause instanceof VaultException vault) {
      return vault;
    }
    if (cause instanceof EJBAccessException) {
      return new VaultException(ErrorCode.NOT_ALLOWED);
    }
    if (cause instanceof SQLException sql && isConnectionFailure(sql)) {
      return new VaultException(ErrorCode.DATABASE_AWAY, "SQL state " + sql.getSQLState(), sql);
    }
    if (cause instanceof ResourceException) {
      return new VaultException(ErrorCode.DATABASE_AWAY, "no connection", cause);
    }
    return null;
  }

  /** SQL states of class 08 (connection), 57P (shut down), 53300 (too many connections). */
  private static boolean isConnectionFailure(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && (state.startsWith("08") || state.startsWith("57P") || "53300".equals(state));
  }
}

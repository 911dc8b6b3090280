package org.holdfast.ejb.error;

import jakarta.ejb.EJBAccessException;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.util.UUID;
import javax.transaction.xa.XAException;
import org.holdfast.domain.error.DatabaseFailure;
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
   * not be reached, or what it lacks; {@code NOT_ALLOWED} for a refused role; {@code
   * INTERNAL_ERROR} with a reference number, logged with the cause, for all else.
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
    VaultException database =
        cause instanceof SQLException sql ? DatabaseFailure.of(sql) : ofCommit(cause);
    if (database == null && cause instanceof ResourceException) {
      // The pool's; what the database said about it is among the causes.
      database = DatabaseFailure.inCausesOf(cause);
      return database == null
          ? new VaultException(ErrorCode.DATABASE_AWAY, "no connection", cause)
          : database;
    }
    return database;
  }

  /** What made a commit fail is not the cause of the failure, but hangs on it. */
  private static @Nullable VaultException ofCommit(Throwable failure) {
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof XAException) {
        return DatabaseFailure.inCausesOf(suppressed);
      }
    }
    return null;
  }
}

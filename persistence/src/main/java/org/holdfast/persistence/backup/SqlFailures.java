package org.holdfast.persistence.backup;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.holdfast.domain.error.DatabaseFailure;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** What a failed statement means, by its SQL state. */
final class SqlFailures {

  private static final String BAD_DATA = "22";
  private static final String CONTRADICTION = "23";
  private static final String LOCKED = "55P03";

  private SqlFailures() {}

  /** Of statements that rows of a backup have no part in. */
  static RuntimeException of(SQLException failure) {
    VaultException lacking = DatabaseFailure.inCausesOf(failure);
    if (lacking != null) {
      return lacking;
    }
    String state = DatabaseFailure.state(failure);
    if (state.isEmpty()) {
      return new VaultException(ErrorCode.DATABASE_AWAY, "the pool has no connection", failure);
    }
    if (LOCKED.equals(state)) {
      return new VaultException(
          ErrorCode.DATABASE_AWAY, "the tables are in use and cannot be replaced", failure);
    }
    return new PersistenceException(failure);
  }

  /** Of statements that take rows from a backup. */
  static RuntimeException ofRows(String table, SQLException failure) {
    String state = DatabaseFailure.state(failure);
    return state.startsWith(BAD_DATA) || state.startsWith(CONTRADICTION)
        ? new VaultException(ErrorCode.BACKUP_DAMAGED, table + ": SQL state " + state, failure)
        : of(failure);
  }
}

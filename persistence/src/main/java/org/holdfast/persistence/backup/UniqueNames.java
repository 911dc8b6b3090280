package org.holdfast.persistence.backup;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.holdfast.domain.error.VaultException;

/** Tells what it means that a row is there already. */
final class UniqueNames {

  private static final String UNIQUE_VIOLATION = "23505";

  private UniqueNames() {}

  /**
   * Writes, and throws the meaning if the index is violated. By the index' name in the message: its
   * words depend on the language of the database.
   */
  static void write(Runnable write, String index, VaultException meaning) {
    try {
      write.run();
    } catch (PersistenceException e) {
      if (e.getCause() instanceof SQLException cause
          && UNIQUE_VIOLATION.equals(cause.getSQLState())
          && String.valueOf(cause.getMessage()).contains('"' + index + '"')) {
        throw meaning;
      }
      throw e;
    }
  }
}

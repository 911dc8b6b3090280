package org.holdfast.ejb.error;

import org.holdfast.domain.error.VaultException;

/** Finds the coded failure in whatever the container threw. */
public final class Failures {

  private Failures() {}

  /**
   * The {@link VaultException} in the chain of causes; {@code DATABASE_AWAY} if the database could
   * not be reached; {@code NOT_ALLOWED} for a refused role; {@code INTERNAL_ERROR} with a reference
   * number, logged with the cause, for all else.
   */
  public static VaultException toVaultException(Throwable thrown) {
    throw new UnsupportedOperationException(thrown);
  }
}

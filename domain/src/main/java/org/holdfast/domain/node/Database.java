package org.holdfast.domain.node;

/** The database as a whole. */
public interface Database {

  /**
   * Brings the schema to the version that this program needs; does nothing if it is there.
   *
   * @throws RuntimeException if the database cannot be reached, or holds a schema that is newer or
   *     was changed by hand
   */
  void migrate();

  /** Whether the database answers now, within a few seconds. */
  boolean answers();

  /**
   * What the database says of itself now.
   *
   * @throws org.holdfast.domain.error.VaultException {@link
   *     org.holdfast.domain.error.ErrorCode#DATABASE_AWAY}
   */
  DatabaseFacts facts();
}

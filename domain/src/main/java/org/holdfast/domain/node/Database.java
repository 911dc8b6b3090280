package org.holdfast.domain.node;

import java.util.Optional;

/** The database as a whole. */
public interface Database {

  /**
   * Brings the schema to the version that this program needs; does nothing if it is there.
   *
   * @throws RuntimeException if the database cannot be reached, or holds a schema that is newer or
   *     was changed by hand
   */
  void migrate();

  /** Why the database does not answer now, within a few seconds, in words; empty if it does. */
  Optional<String> failure();

  /** Whether the database answers now, within a few seconds. */
  default boolean answers() {
    return failure().isEmpty();
  }

  /**
   * What the database says of itself now.
   *
   * @throws org.holdfast.domain.error.VaultException {@link
   *     org.holdfast.domain.error.ErrorCode#DATABASE_AWAY}
   */
  DatabaseFacts facts();
}

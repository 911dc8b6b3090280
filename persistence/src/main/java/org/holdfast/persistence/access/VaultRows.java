package org.holdfast.persistence.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.node.NodeIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to the vault schema. They are flushed at once, so that the triggers have run before
 * anything is read.
 */
@ApplicationScoped
class VaultRows {

  /** A unique constraint of the database, and what it means that a row violates it. */
  record Unique(String constraint, VaultException meaning) {}

  private static final String UNIQUE_VIOLATION = "23505";
  private static final int MAX_DEPTH = 20;

  @PersistenceContext private EntityManager entities;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** Adds a row with a fresh identifier and the time now. */
  void add(VaultRow row, String by, @Nullable Unique unique) {
    add(row, Uuid7.next(random), clock.instant(), by, unique);
  }

  /**
   * Adds a row.
   *
   * @param unique null where no violation is expected
   * @throws VaultException the meaning of {@code unique}; the transaction is over then
   */
  void add(VaultRow row, UUID id, Instant at, String by, @Nullable Unique unique) {
    row.id = id;
    row.createdAt = at;
    row.createdBy = by;
    row.nodeId = node.id();
    entities.persist(row);
    try {
      entities.flush();
    } catch (PersistenceException e) {
      throw unique != null && violates(e, unique.constraint()) ? unique.meaning() : e;
    }
    // A persistence context would grow with each row of a bulk, and none is changed again.
    entities.detach(row);
  }

  /** An entity found in a projection, detached: the next read is to see what triggers changed. */
  <T> T fresh(T row) {
    entities.detach(row);
    return row;
  }

  /** The same where a join may have found none. */
  <T> @Nullable T freshIfAny(@Nullable T row) {
    return Optional.ofNullable(row).map(this::fresh).orElse(null);
  }

  /** By the constraint's name in the message: its words depend on the language of the database. */
  private static boolean violates(Throwable thrown, String constraint) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      String message = cause.getMessage();
      if (cause instanceof SQLException sql
          && UNIQUE_VIOLATION.equals(sql.getSQLState())
          && message != null
          && message.contains('"' + constraint + '"')) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}

package org.holdfast.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Numbers records per node from a counter in memory, so that recording takes no lock in the
 * database: one process writes for one node. A rolled back transaction leaves a gap. Safe for use
 * by many threads.
 */
@ApplicationScoped
public class AuditNumbers {

  @Inject private NodeIdentity node;
  @Inject private Sql sql;

  private final Object counting = new Object();
  private @Nullable Long last;

  /** A number that was never given before. */
  long next() {
    synchronized (counting) {
      long next = (last == null ? lastRecorded() : last) + 1;
      last = next;
      return next;
    }
  }

  /**
   * Gives no number up to this one any more: records with such numbers are about to come from a
   * backup.
   */
  public void passOver(long number) {
    synchronized (counting) {
      last = Math.max(last == null ? lastRecorded() : last, number);
    }
  }

  /** The highest number that was given so far. */
  long lastGiven() {
    synchronized (counting) {
      if (last == null) {
        last = lastRecorded();
      }
      return last;
    }
  }

  private long lastRecorded() {
    return sql.number(
        "SELECT coalesce(max(sequence), 0) FROM vault.audit_record WHERE node_id = ?",
        p -> p.add(node.id()));
  }
}

package org.holdfast.domain.audit;

import java.time.Instant;
import java.util.List;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** The audit trail. */
public interface AuditTrail {

  /** Adds a record in the transaction of the caller: it is there if and only if that commits. */
  void append(AuditEvent event);

  /**
   * Adds a record by itself: it is on disk when this returns, whatever becomes of the transaction
   * of the caller. Records of several callers go to disk together.
   *
   * @throws org.holdfast.domain.error.VaultException {@link
   *     org.holdfast.domain.error.ErrorCode#DATABASE_AWAY}
   */
  void record(AuditEvent event);

  /**
   * Adds a record by itself like {@link #record}, if the premise holds in the same moment: what the
   * record says was decided from memory then, and is as true as if the database had been asked.
   *
   * @return whether the premise held; there is no record otherwise
   * @throws org.holdfast.domain.error.VaultException as {@link #record}
   */
  boolean recordIf(AuditEvent event, Premise premise);

  /** Newest first. */
  Page<AuditRecord> query(AuditQuery query, PageRequest page);

  /**
   * How many records there are per hour and outcome from that time on, by hour; none for nought.
   */
  List<HourCount> perHour(Instant from);
}

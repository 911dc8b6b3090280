package org.holdfast.domain.audit;

/** How the operation stood when the record was made. */
public enum AuditOutcome {
  STARTED,
  SUCCEEDED,
  FAILED,
  /** Taken back after it had begun. */
  UNDONE
}

package org.holdfast.domain.backup;

/** How one run of a schedule stands. */
public enum RunStatus {
  ONGOING,
  /** The file is at its destination and was read back. */
  DONE,
  FAILED,
  /** The file was deleted: by the schedule's retention, or by an administrator. */
  EXPIRED
}

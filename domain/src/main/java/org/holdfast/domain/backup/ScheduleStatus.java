package org.holdfast.domain.backup;

/** What a schedule is doing (S75). */
public enum ScheduleStatus {
  /** Waits for its next run. */
  ACTIVE,
  /** A run is under way. */
  ONGOING,
  PAUSED,
  /** No run follows. */
  DONE
}

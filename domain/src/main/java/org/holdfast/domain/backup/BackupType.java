package org.holdfast.domain.backup;

/** How much a backup file holds. */
public enum BackupType {
  /** Everything. */
  FULL,
  /** What came since the last full backup of the same schedule; restored together with that. */
  INCREMENTAL
}

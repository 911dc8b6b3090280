package org.holdfast.domain.alert;

/** How grave an alert is. */
public enum Severity {
  /** The vault does not do its work, or will not after the next restart. */
  CRITICAL,
  /** Somebody should see to it before it becomes critical. */
  WARNING
}

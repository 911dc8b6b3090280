package org.holdfast.domain.alert;

/** Where an alert stands. */
public enum AlertState {
  /** The condition lasts, and nobody has said that they know. */
  RAISED,
  /** The condition lasts; somebody sees to it. */
  ACKNOWLEDGED,
  /** The condition is over. */
  CLEARED
}

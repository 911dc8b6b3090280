package org.holdfast.domain.hsm;

/** What the token says about further attempts at the credential ({@code CKF_USER_PIN_*}, B3). */
public enum PinState {
  OK,
  /** A wrong credential was given since the last good one. */
  COUNT_LOW,
  /** One more wrong credential locks the token. */
  FINAL_TRY,
  LOCKED
}

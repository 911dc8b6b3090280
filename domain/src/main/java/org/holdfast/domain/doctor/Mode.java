package org.holdfast.domain.doctor;

/** How the vault stands, as far as is known. */
public enum Mode {
  /** Before post-install. */
  NOT_INSTALLED,
  PASSPHRASE,
  HSM,
  /** An operation changes it just now. */
  CHANGING
}

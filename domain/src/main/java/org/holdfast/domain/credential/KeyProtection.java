package org.holdfast.domain.credential;

/** What protects a key that is made with a credential (S105). */
public enum KeyProtection {
  /** The token itself; the vendor knows no other way. */
  TOKEN,
  /** Entrust: the module alone. The passphrase guards nothing in the HSM. */
  MODULE,
  /** Entrust: a named softcard or operator card set, with its passphrase. */
  SOFTCARD_OR_OCS
}

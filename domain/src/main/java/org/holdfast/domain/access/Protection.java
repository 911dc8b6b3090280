package org.holdfast.domain.access;

/** What wraps the data keys of a virtual wallet's security objects (B15). */
public enum Protection {
  /** The master key, which is in memory while the vault is open. */
  MASTER_KEY("Master key"),
  /** The Root of Trust key in the HSM: each read is an HSM operation. */
  HSM("HSM");

  private final String displayName;

  Protection(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }
}

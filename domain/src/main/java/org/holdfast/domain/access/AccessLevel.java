package org.holdfast.domain.access;

/** How far a grant on a virtual wallet goes; each level holds those before it. */
public enum AccessLevel {
  /** See the security objects of the wallet, read them, and have the vault use them. */
  READ_ONLY("Read only"),
  /** Make, change, revoke and destroy them; put objects in and take them out. */
  READ_AND_MODIFY("Read and modify"),
  /** Change the wallet itself, its protection and the grants on it. */
  MANAGE("Manage");

  private final String displayName;

  AccessLevel(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }

  public boolean covers(AccessLevel needed) {
    return compareTo(needed) >= 0;
  }
}

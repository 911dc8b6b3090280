package org.holdfast.domain.access;

/** What a console user may do; a user has one role (S6). */
public enum Role {
  /** Root of Trust, system settings. Never sees key material. */
  SYSTEM_ADMINISTRATOR(Names.SYSTEM_ADMINISTRATOR, "System Administrator"),
  /** Security objects. */
  KEY_ADMINISTRATOR(Names.KEY_ADMINISTRATOR, "Key Administrator"),
  /** The audit trail, and nothing else. */
  AUDIT_MANAGER(Names.AUDIT_MANAGER, "Audit Manager");

  /** The names as the container's role checks want them. */
  public static final class Names {
    public static final String SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR";
    public static final String KEY_ADMINISTRATOR = "KEY_ADMINISTRATOR";
    public static final String AUDIT_MANAGER = "AUDIT_MANAGER";

    private Names() {}
  }

  private final String displayName;

  Role(String name, String displayName) {
    if (!name().equals(name)) {
      throw new IllegalArgumentException(name);
    }
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }
}

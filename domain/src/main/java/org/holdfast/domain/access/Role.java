package org.holdfast.domain.access;

/** What a caller may do; a console user has one role (S6). */
public enum Role {
  /** Root of Trust, system settings. Never sees key material. */
  SYSTEM_ADMINISTRATOR(Names.SYSTEM_ADMINISTRATOR, "System Administrator"),
  /** Security objects. */
  KEY_ADMINISTRATOR(Names.KEY_ADMINISTRATOR, "Key Administrator"),
  /** The audit trail, and nothing else. */
  AUDIT_MANAGER(Names.AUDIT_MANAGER, "Audit Manager"),
  /** A person with no office in the vault: what virtual wallets grant, and nothing else. */
  USER(Names.USER, "User"),
  /** A machine, known by its certificate: what virtual wallets grant, and nothing else. */
  ENDPOINT(Names.ENDPOINT, "Endpoint");

  /** The names as the container's role checks want them. */
  public static final class Names {
    public static final String SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR";
    public static final String KEY_ADMINISTRATOR = "KEY_ADMINISTRATOR";
    public static final String AUDIT_MANAGER = "AUDIT_MANAGER";
    public static final String USER = "USER";
    public static final String ENDPOINT = "ENDPOINT";

    private Names() {}
  }

  private final String displayName;

  Role(String name, String displayName) {
    if (!name().equals(name)) {
      throw new IllegalArgumentException(name);
    }
    this.displayName = displayName;
  }

  /** Whether it is an office in the vault; the first users have one each. */
  public boolean isOffice() {
    return this != USER && this != ENDPOINT;
  }

  public String displayName() {
    return displayName;
  }
}

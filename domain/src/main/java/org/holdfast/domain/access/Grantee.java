package org.holdfast.domain.access;

import java.util.UUID;

/** Who access is granted to. */
public record Grantee(Kind kind, UUID id) {

  /** What kind of grantee it is. */
  public enum Kind {
    USER("User"),
    ENDPOINT("Endpoint"),
    GROUP("Endpoint group");

    private final String displayName;

    Kind(String displayName) {
      this.displayName = displayName;
    }

    public String displayName() {
      return displayName;
    }
  }
}

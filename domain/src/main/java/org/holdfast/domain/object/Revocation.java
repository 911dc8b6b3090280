package org.holdfast.domain.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a security object is revoked (KMIP 2.1, 4.51, Revocation Reason).
 *
 * @param message in words, up to 1,000 characters; may be empty
 * @param occurred since when the object may have been compromised; null if it is not, or unknown
 */
public record Revocation(Reason reason, String message, @Nullable Instant occurred) {

  /** KMIP 2.1, 11.51, Revocation Reason Code. */
  public enum Reason {
    UNSPECIFIED("Unspecified"),
    KEY_COMPROMISE("Key compromise"),
    CA_COMPROMISE("CA compromise"),
    AFFILIATION_CHANGED("Affiliation changed"),
    SUPERSEDED("Superseded"),
    CESSATION_OF_OPERATION("Cessation of operation"),
    PRIVILEGE_WITHDRAWN("Privilege withdrawn");

    private final String displayName;

    Reason(String displayName) {
      this.displayName = displayName;
    }

    public String displayName() {
      return displayName;
    }

    /** Whether somebody else may know the material. */
    public boolean isCompromise() {
      return this == KEY_COMPROMISE || this == CA_COMPROMISE;
    }
  }
}

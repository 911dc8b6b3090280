package org.holdfast.domain.identifier;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Identifiers as they come from outside: UUIDs in their canonical form, letters of either case. */
public final class Identifiers {

  private Identifiers() {}

  /**
   * Reads an identifier.
   *
   * @throws VaultException with {@code unknown}: what is no identifier names nothing
   */
  public static UUID parse(String text, ErrorCode unknown) {
    try {
      UUID value = UUID.fromString(text);
      if (value.toString().equalsIgnoreCase(text)) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      throw new VaultException(unknown, "not an identifier", e);
    }
    throw new VaultException(unknown, "not an identifier");
  }
}

package org.holdfast.domain.access;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Identifiers;

/** Identity of an endpoint group: a UUIDv7. */
public record GroupId(UUID value) {

  /**
   * @throws VaultException {@link ErrorCode#GROUP_UNKNOWN} if {@code text} is no identifier
   */
  public static GroupId parse(String text) {
    return new GroupId(Identifiers.parse(text, ErrorCode.GROUP_UNKNOWN));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

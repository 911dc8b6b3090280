package org.holdfast.domain.object;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Identifiers;

/** Identity of a security object: a UUIDv7. */
public record ObjectId(UUID value) {

  /**
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN} if {@code text} is no identifier
   */
  public static ObjectId parse(String text) {
    return new ObjectId(Identifiers.parse(text, ErrorCode.OBJECT_UNKNOWN));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

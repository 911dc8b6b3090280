package org.holdfast.domain.object;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Identity of a security object: a UUIDv7. */
public record ObjectId(UUID value) {

  /**
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN} if {@code text} is no identifier
   */
  public static ObjectId parse(String text) {
    try {
      UUID value = UUID.fromString(text);
      if (value.toString().equalsIgnoreCase(text)) {
        return new ObjectId(value);
      }
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.OBJECT_UNKNOWN, "not an identifier", e);
    }
    throw new VaultException(ErrorCode.OBJECT_UNKNOWN, "not an identifier");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

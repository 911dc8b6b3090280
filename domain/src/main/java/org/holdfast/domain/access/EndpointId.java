package org.holdfast.domain.access;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Identifiers;

/** Identity of an endpoint: a UUIDv7. */
public record EndpointId(UUID value) {

  /**
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN} if {@code text} is no identifier
   */
  public static EndpointId parse(String text) {
    return new EndpointId(Identifiers.parse(text, ErrorCode.ENDPOINT_UNKNOWN));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

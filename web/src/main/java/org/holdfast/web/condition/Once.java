package org.holdfast.web.condition;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.object.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/** The header Idempotency-Key: the same request sent again makes nothing twice. */
public final class Once {

  /** Name of the header. */
  public static final String HEADER = "Idempotency-Key";

  private Once() {}

  /**
   * The key; null if there is none.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@link #HEADER}
   */
  public static @Nullable IdempotencyKey key(HttpHeaders headers) {
    return key(headers.getRequestHeader(HEADER));
  }

  static @Nullable IdempotencyKey key(@Nullable List<String> values) {
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "given more than once").atField(HEADER);
    }
    return new IdempotencyKey(values.get(0));
  }
}

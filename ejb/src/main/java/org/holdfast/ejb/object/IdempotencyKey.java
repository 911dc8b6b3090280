package org.holdfast.ejb.object;

import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * A key that a client makes for one request, so that sending it again makes nothing twice. Good for
 * a day; another caller's keys do not get in the way.
 */
public record IdempotencyKey(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID}
   */
  public IdempotencyKey {
    if (!ALLOWED.matcher(value).matches()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "1 to 255 printable ASCII characters without blanks")
          .atField("Idempotency-Key");
    }
  }
}

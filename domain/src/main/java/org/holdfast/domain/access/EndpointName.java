package org.holdfast.domain.access;

import java.util.Locale;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * Name of an endpoint, in lower case; it never changes, as the audit trail knows the endpoint by
 * it.
 */
public record EndpointName(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID}
   */
  public EndpointName {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (!ALLOWED.matcher(value).matches()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID,
              "an endpoint's name has 1 to 63 letters, digits, dots, hyphens or underscores, and"
                  + " starts with a letter or digit")
          .atField("name");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

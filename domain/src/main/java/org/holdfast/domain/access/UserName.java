package org.holdfast.domain.access;

import java.util.Locale;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Name of a console user, in lower case: names that differ in case alone are one. */
public record UserName(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

  /**
   * @throws VaultException {@link ErrorCode#USER_NAME_INVALID}
   */
  public UserName {
    value = value.toLowerCase(Locale.ROOT);
    if (!ALLOWED.matcher(value).matches()) {
      throw new VaultException(ErrorCode.USER_NAME_INVALID).atField("name");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

package org.holdfast.domain.mail;

import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * Mail addresses in the form that SMTP servers commonly take: an addr-spec of RFC 5322, 3.4.1,
 * without quotes, comments and line breaks.
 */
public final class MailAddress {

  private static final int MAX_LENGTH = 254;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

  private MailAddress() {}

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field
   */
  public static void require(String address, String field) {
    if (address.length() > MAX_LENGTH || !FORM.matcher(address).matches()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "a mail address such as security@example.com")
          .atField(field);
    }
  }
}

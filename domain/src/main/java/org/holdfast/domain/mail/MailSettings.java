package org.holdfast.domain.mail;

import java.util.UUID;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * The mail server; its password is kept apart.
 *
 * @param revision changes with each change
 * @param host name, which the server's certificate must have, or address
 * @param user null if the server wants no sign-in
 * @param sender address that mail comes from
 * @param authority certificate in PEM that the server's is checked with; null for the authorities
 *     that Java knows
 */
public record MailSettings(
    UUID revision,
    String host,
    int port,
    MailSecurity security,
    @Nullable String user,
    String sender,
    @Nullable String authority) {

  /** Revision while none is configured. */
  public static final UUID NONE = new UUID(0, 0);

  private static final int MAX_PORT = 65_535;
  private static final int MAX_USER = 255;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

  /**
   * Checks each value.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field as REST names it
   */
  public MailSettings checked() {
    require("host", HOST.matcher(host).matches(), "a host name or an address");
    require("port", port >= 1 && port <= MAX_PORT, "from 1 to " + MAX_PORT);
    MailAddress.require(sender, "sender");
    if (user != null) {
      require("user", user.length() <= MAX_USER, "at most " + MAX_USER + " characters");
      require(
          "user", user.codePoints().noneMatch(Character::isISOControl), "no control characters");
      require(
          "security",
          security != MailSecurity.NONE,
          "a password goes over a protected connection alone: STARTTLS or TLS");
    }
    return this;
  }

  /** Whether a password typed for one belongs to the other as well. */
  public boolean isSameAccount(MailSettings other) {
    return host.equals(other.host)
        && port == other.port
        && security != MailSecurity.NONE
        && user != null
        && user.equals(other.user);
  }

  private static void require(String field, boolean holds, String otherwise) {
    if (!holds) {
      throw new VaultException(ErrorCode.INPUT_INVALID, otherwise).atField(field);
    }
  }
}

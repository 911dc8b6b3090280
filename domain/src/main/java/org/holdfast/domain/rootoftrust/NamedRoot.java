package org.holdfast.domain.rootoftrust;

import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * One of the Roots of Trust in force (B8): a key on a token, under the name that administrators
 * know it by.
 *
 * @param name unique among those in force
 * @param root which key on which token
 */
public record NamedRoot(String name, RootOfTrust root) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  /**
   * Checks a name that was typed: 1 to 40 letters, digits, points, lines, the first a letter or a
   * digit, so that it can stand in an address.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field {@code name}
   */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID,
              "a name has 1 to 40 characters of A-Z, a-z, 0-9, '.', '_' and '-', and begins with a"
                  + " letter or a digit")
          .atField("name");
    }
    return name;
  }
}

package org.holdfast.domain.access;

import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * Name and description of a virtual wallet or endpoint group, as people see them.
 *
 * @param name 1 to 255 characters, none of them control; unique among its kind
 * @param description up to 1,000 characters, may be empty
 */
public record Label(String name, String description) {

  private static final int MAX_DESCRIPTION = 1_000;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,255}");
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code name} or {@code description}
   */
  public Label {
    name = checkedName(name);
    description = checkedDescription(description);
  }

  /** A name as people may give one to anything in the vault, without the blanks around it. */
  public static String checkedName(String name) {
    String stripped = name.strip();
    if (!NAME.matcher(stripped).matches()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "a name has 1 to 255 characters, none of them control")
          .atField("name");
    }
    return stripped;
  }

  /** A description as people may give one to anything in the vault. */
  public static String checkedDescription(String description) {
    String stripped = description.strip();
    if (stripped.length() > MAX_DESCRIPTION || !TEXT.matcher(stripped).matches()) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID,
              "a description has up to " + MAX_DESCRIPTION + " characters, none of them control")
          .atField("description");
    }
    return stripped;
  }
}

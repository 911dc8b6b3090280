package org.holdfast.domain.object;

import java.util.Locale;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Which names security objects may have. */
public final class ObjectNames {

  /** How the names of the vault's own objects begin, in lower case. */
  private static final String RESERVED = "holdfast ";

  private ObjectNames() {}

  /**
   * A name as users may give one, without the blanks around it.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code name}: unless it has 1 to 255
   *     characters, none of them control; or if it is {@linkplain #isReserved one of the vault's}
   */
  public static String checked(String name) {
    String checked = Label.checkedName(name);
    if (isReserved(checked)) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "names that begin with Holdfast are the vault's own")
          .atField("name");
    }
    return checked;
  }

  /** Whether the vault keeps this name to itself: it begins with "Holdfast ", in any case. */
  public static boolean isReserved(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(RESERVED);
  }
}

package org.holdfast.web.backup.console;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Numbers as they are typed: kept as text, so that a wrong one can be shown again. */
final class WholeNumber {

  private WholeNumber() {}

  /**
   * Null if nothing was typed.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code field}
   */
  static @Nullable Integer parse(@Nullable String typed, String field) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      return Integer.valueOf(typed.strip());
    } catch (NumberFormatException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not a whole number", e).atField(field);
    }
  }
}

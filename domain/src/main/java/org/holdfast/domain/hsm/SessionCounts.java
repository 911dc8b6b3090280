package org.holdfast.domain.hsm;

import java.util.OptionalLong;

/**
 * How many sessions a token has and takes, as {@code CK_TOKEN_INFO} says (PKCS#11 v2.40, 3.2).
 *
 * @param open {@code ulSessionCount}: this process's sessions; empty if the token does not tell
 * @param most {@code ulMaxSessionCount}; empty if there is no limit, or the token does not tell
 */
public record SessionCounts(OptionalLong open, OptionalLong most) {

  /** The token tells nothing. */
  public static final SessionCounts UNKNOWN =
      new SessionCounts(OptionalLong.empty(), OptionalLong.empty());

  /** How many more may be opened; empty if there is no limit, or it is not known. */
  public OptionalLong free() {
    return open.isPresent() && most.isPresent()
        ? OptionalLong.of(Math.max(0, most.getAsLong() - open.getAsLong()))
        : OptionalLong.empty();
  }
}

package org.holdfast.domain.rootoftrust;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * An administrator's decision that the vault stays closed.
 *
 * @param by who closed it
 * @param reason as typed; one line
 * @param at when
 */
public record VaultClosure(UUID id, String by, String reason, Instant at) {

  /** Longest reason, in characters. */
  public static final int MAX_REASON = 500;

  /**
   * Checks a reason.
   *
   * @throws VaultException {@link ErrorCode#INPUT_MISSING}, {@link ErrorCode#INPUT_INVALID}
   */
  public static String requireReason(String typed) {
    String reason = typed.strip();
    if (reason.isEmpty()) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "why the vault is closed")
          .atField("reason");
    }
    if (reason.length() > MAX_REASON || reason.chars().anyMatch(Character::isISOControl)) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "one line of at most " + MAX_REASON + " characters")
          .atField("reason");
    }
    return reason;
  }

  /** Who closed the vault, and why, in words. */
  public String describe() {
    return "by " + by + ": " + reason;
  }

  /** The same, and since when, to the second. */
  public String describeSince() {
    return "since " + at.truncatedTo(ChronoUnit.SECONDS) + ", " + describe();
  }
}

package org.holdfast.web.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Times as a browser's date and time field sends them: without a zone, which is sent beside. */
final class LocalTimes {

  private LocalTimes() {}

  /**
   * Null if nothing was typed.
   *
   * @param zone of the browser, such as Europe/Prague; UTC if it is missing or not known here
   */
  static @Nullable Instant parse(@Nullable String typed, @Nullable String zone, String field) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      return LocalDateTime.parse(typed.strip()).atZone(zone(zone)).toInstant();
    } catch (DateTimeException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not a date and time", e).atField(field);
    }
  }

  private static ZoneId zone(@Nullable String zone) {
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}

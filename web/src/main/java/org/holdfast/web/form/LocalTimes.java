package org.holdfast.web.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Times as a browser's date and time fields send them: without a zone, which is sent beside. */
public final class LocalTimes {

  private LocalTimes() {}

  /**
   * Null if nothing was typed.
   *
   * @param zone of the browser, such as Europe/Prague; UTC if it is missing or not known here
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code field}
   */
  public static @Nullable Instant parse(
      @Nullable String typed, @Nullable String zone, String field) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      return LocalDateTime.parse(typed.strip()).atZone(zone(zone)).toInstant();
    } catch (DateTimeException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not a date and time", e).atField(field);
    }
  }

  /**
   * The same, but the time that the field showed is given back unchanged: such a field leaves out
   * what is less than a second, and a browser may leave out the seconds.
   */
  public static @Nullable Instant parse(
      @Nullable String typed, @Nullable String zone, String field, @Nullable Instant shown) {
    Instant parsed = parse(typed, zone, field);
    boolean same =
        shown != null
            && (shown.truncatedTo(ChronoUnit.SECONDS).equals(parsed)
                || shown.truncatedTo(ChronoUnit.MINUTES).equals(parsed));
    return same ? shown : parsed;
  }

  /** The beginning of a day; null if nothing was typed. */
  public static @Nullable Instant parseDay(
      @Nullable String typed, @Nullable String zone, String field) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(typed.strip()).atStartOfDay(zone(zone)).toInstant();
    } catch (DateTimeException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not a date", e).atField(field);
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

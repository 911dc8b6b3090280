package org.holdfast.web.expiry;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * What expires within a month, counted in UTC.
 *
 * @param certificates security objects that are certificates
 * @param objects other security objects
 * @param endpoints endpoints whose certificate expires
 */
public record ExpiryMonth(YearMonth month, long certificates, long objects, long endpoints) {

  static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public String label() {
    return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
  }

  public long total() {
    return certificates + objects + endpoints;
  }
}

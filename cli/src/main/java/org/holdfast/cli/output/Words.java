package org.holdfast.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; JSON has them exactly. */
public final class Words {

  /** Stands for a value that is not there. */
  public static final String NONE = "-";

  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};
  private static final int STEP = 1000;

  private Words() {}

  /** Such as {@code 12.4 MB}, in powers of 1000. */
  public static String bytes(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** Such as {@code 1 d 6 h}; a dash for nothing. */
  public static String period(long seconds) {
    if (seconds <= 0) {
      return NONE;
    }
    Duration period = Duration.ofSeconds(seconds);
    StringBuilder text = new StringBuilder();
    append(text, period.toDays(), "d");
    append(text, period.toHoursPart(), "h");
    append(text, period.toMinutesPart(), "min");
    append(text, period.toSecondsPart(), "s");
    return text.toString();
  }

  /** A number of things that make their plural with an s, such as {@code 1 segment}. */
  public static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(text.isEmpty() ? "" : " ").append(number).append(' ').append(unit);
    }
  }
}

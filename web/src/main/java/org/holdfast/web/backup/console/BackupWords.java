package org.holdfast.web.backup.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.TransferMethod;
import org.jspecify.annotations.Nullable;

/** Sizes, periods and kinds as the pages on backups write them. */
@Named("backupWords")
@ApplicationScoped
public class BackupWords {

  private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB");
  private static final int STEP = 1024;
  private static final int HOURS_OF_TWO_DAYS = 48;

  /** Such as {@code 17 bytes} or {@code 4.2 MiB}, kept on one line. */
  public String size(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= STEP && unit < UNITS.size() - 1) {
      size /= STEP;
      unit++;
    }
    return unit == 0
        ? bytes + "\u00a0bytes"
        : String.format(Locale.ROOT, "%.1f\u00a0%s", size, UNITS.get(unit));
  }

  /** A whole number with its thousands apart, such as {@code 1,250,000}. */
  public String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Such as {@code every 1 day 6 hours}; {@code once} without a period. */
  public String period(@Nullable Duration period) {
    if (period == null) {
      return "once";
    }
    List<String> parts = new ArrayList<>();
    add(parts, period.toDays(), "day");
    add(parts, period.toHoursPart(), "hour");
    add(parts, period.toMinutesPart(), "minute");
    add(parts, period.toSecondsPart(), "second");
    return "every " + String.join(" ", parts);
  }

  /** How long something took, such as {@code 240 ms}, {@code 1.5 s} or {@code 3 min 10 s}. */
  public String took(Duration time) {
    if (time.toMillis() < 1000) {
      return time.toMillis() + " ms";
    }
    if (time.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  /** How long ago it was, such as {@code 3 hours ago}. */
  public String ago(Instant then) {
    return ago(Duration.between(then, Clock.systemUTC().instant()));
  }

  static String ago(Duration age) {
    if (age.toMinutes() < 1) {
      return "just now";
    }
    List<String> parts = new ArrayList<>();
    if (age.toHours() < 1) {
      add(parts, age.toMinutes(), "minute");
    } else if (age.toHours() < HOURS_OF_TWO_DAYS) {
      add(parts, age.toHours(), "hour");
    } else {
      add(parts, age.toDays(), "day");
    }
    return parts.get(0) + " ago";
  }

  public String type(BackupType type) {
    return type == BackupType.FULL ? "Full" : "Incremental";
  }

  public String method(TransferMethod method) {
    return switch (method) {
      case LOCAL -> "Local folder";
      case SCP -> "scp";
      case SFTP -> "sftp";
    };
  }

  private static void add(List<String> parts, long number, String unit) {
    if (number > 0) {
      parts.add(number + " " + unit + (number == 1 ? "" : "s"));
    }
  }
}

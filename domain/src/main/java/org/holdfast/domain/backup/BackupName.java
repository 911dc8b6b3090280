package org.holdfast.domain.backup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a backup file, which says by itself what it is (S77): {@code
 * hfbackup_<schedule>_<full|incremental>_<yyyymmddhhmmss>[_hsm].bkp}, in UTC. {@code _hsm} marks
 * HSM mode.
 *
 * @param schedule lower-case letters, digits and hyphens, up to 40
 * @param time what is below a second is cut off, as the name does not say it
 */
public record BackupName(String schedule, BackupType type, Instant time, boolean hsmMode) {

  /** What a file is called until it is complete. */
  public static final String UNFINISHED = ".part";

  private static final int LONGEST = 40;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern SCHEDULE = Pattern.compile("[a-z0-9-]{1," + LONGEST + "}");
  private static final Pattern FORM =
      Pattern.compile("hfbackup_([a-z0-9-]{1,40})_(full|incremental)_(\\d{14})(_hsm)?\\.bkp");

  /**
   * @throws IllegalArgumentException if the schedule holds something else
   */
  public BackupName {
    if (!SCHEDULE.matcher(schedule).matches()) {
      throw new IllegalArgumentException("A file name cannot hold this schedule's name");
    }
    time = time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The name for a backup of that schedule; other characters of the schedule become hyphens. */
  public static BackupName of(String scheduleName, BackupType type, Instant time, boolean hsmMode) {
    String plain =
        scheduleName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    String part = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-$", "");
    return new BackupName(part.isEmpty() ? "backup" : part, type, time, hsmMode);
  }

  /** Reads a file's name; empty if it is not that of a complete backup. */
  public static Optional<BackupName> parse(String fileName) {
    Matcher matcher = FORM.matcher(fileName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BackupName(
              matcher.group(1),
              BackupType.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
              LocalDateTime.parse(matcher.group(3), TIME).toInstant(ZoneOffset.UTC),
              matcher.group(4) != null));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The file's name. */
  public String fileName() {
    return "hfbackup_%s_%s_%s%s.bkp"
        .formatted(
            schedule,
            type.name().toLowerCase(Locale.ROOT),
            TIME.format(time.atZone(ZoneOffset.UTC)),
            hsmMode ? "_hsm" : "");
  }
}

package org.holdfast.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be a schedule (S74); in a legal form.
 *
 * @param start of the first run; null for now
 * @param period from one run to the next, from one minute to ten years; null for a single run
 * @param incrementals how many incremental backups follow each full one, 0 to 100; 0 without period
 * @param keepCount how many backups are kept, from 1; null for all
 * @param keepDays for how many days they are kept, from 1; null for ever
 */
public record ScheduleDraft(
    String name,
    UUID destination,
    @Nullable Instant start,
    @Nullable Duration period,
    int incrementals,
    @Nullable Integer keepCount,
    @Nullable Integer keepDays) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3_653);
  private static final int MOST_INCREMENTALS = 100;
  private static final int MOST_KEPT = 100_000;

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field named like the component
   */
  public ScheduleDraft {
    name = BackupNames.checked(name);
    if (period != null && (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0)) {
      throw invalid("a period is one minute to ten years", "period");
    }
    if (incrementals < 0 || incrementals > MOST_INCREMENTALS) {
      throw invalid("0 to 100 incremental backups follow a full one", "incrementals");
    }
    if (period == null && incrementals > 0) {
      throw invalid("a single run is a full backup", "incrementals");
    }
    requireKept(keepCount, "keepCount");
    requireKept(keepDays, "keepDays");
  }

  /** The schedule, whose first run is due at its start. */
  public BackupSchedule toSchedule(UUID id, Instant now) {
    Instant first = start == null ? now : start;
    return new BackupSchedule(
        id, name, destination, first, period, incrementals, keepCount, keepDays, false, first, 0);
  }

  private static void requireKept(@Nullable Integer kept, String field) {
    if (kept != null && (kept < 1 || kept > MOST_KEPT)) {
      throw invalid("1 to 100,000, or nothing", field);
    }
  }

  private static VaultException invalid(String why, String field) {
    return new VaultException(ErrorCode.INPUT_INVALID, why).atField(field);
  }
}

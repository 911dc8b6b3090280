package org.holdfast.web.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.domain.backup.ScheduleDraft;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** What clients send to make a schedule. */
final class ScheduleBody {

  /** Whether a schedule runs once or again and again. */
  enum Type {
    ONE_TIME,
    PERIODIC
  }

  private static final String NAME = "name";
  private static final String START = "start";
  private static final String DESTINATION = "destination";
  private static final String TYPE = "type";
  private static final String DAYS = "days";
  private static final String HOURS = "hours";
  private static final String MINUTES = "minutes";
  private static final String INCREMENTALS = "incrementals";
  private static final String KEEP_COUNT = "keepCount";
  private static final String KEEP_DAYS = "keepDays";

  /** What the draft calls days, hours and minutes. */
  private static final String PERIOD = "period";

  private static final int MAX_NAME = 100;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private ScheduleBody() {}

  /**
   * A schedule as it is to be.
   *
   * @throws VaultException {@link ErrorCode#INPUT_MISSING}, {@link ErrorCode#INPUT_INVALID} at the
   *     field, {@link ErrorCode#INPUT_MALFORMED} if there is another one, {@link
   *     ErrorCode#DESTINATION_UNKNOWN} if the destination is no identifier
   */
  static ScheduleDraft read(RequestBody body) {
    body.only(
        NAME, START, DESTINATION, TYPE, DAYS, HOURS, MINUTES, INCREMENTALS, KEEP_COUNT, KEEP_DAYS);
    String name = body.text(NAME, MAX_NAME);
    UUID destination = BackupFields.destination(body);
    @Nullable Duration period = period(body);
    try {
      return new ScheduleDraft(
          name,
          destination,
          start(body),
          period,
          Objects.requireNonNullElse(body.optionalInteger(INCREMENTALS), 0),
          body.optionalInteger(KEEP_COUNT),
          body.optionalInteger(KEEP_DAYS));
    } catch (VaultException e) {
      throw PERIOD.equals(e.field()) ? e.atField(DAYS) : e;
    }
  }

  private static @Nullable Instant start(RequestBody body) {
    Instant start = body.optionalTime(START);
    if (start != null && (start.isBefore(EARLIEST) || start.isAfter(LATEST))) {
      throw invalid(START, "a time in the years 0001 to 9999");
    }
    return start;
  }

  private static @Nullable Duration period(RequestBody body) {
    Type type = body.constant(TYPE, Type.class);
    Duration period =
        Duration.ofDays(count(body, DAYS))
            .plusHours(count(body, HOURS))
            .plusMinutes(count(body, MINUTES));
    if (type == Type.PERIODIC) {
      return period;
    }
    if (!period.isZero()) {
      throw invalid(DAYS, "a single run has no period");
    }
    return null;
  }

  private static int count(RequestBody body, String name) {
    int count = Objects.requireNonNullElse(body.optionalInteger(name), 0);
    if (count < 0) {
      throw invalid(name, "0 or more");
    }
    return count;
  }

  private static VaultException invalid(String field, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(field);
  }
}

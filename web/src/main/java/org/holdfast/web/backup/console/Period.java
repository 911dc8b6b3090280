package org.holdfast.web.backup.console;

import java.time.Duration;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** The fields Days, Hours and Mins (S74). */
public final class Period {

  private @Nullable String days = "1";
  private @Nullable String hours = "0";
  private @Nullable String mins = "0";

  /**
   * The three together; what is left empty counts for nought.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field
   */
  Duration duration() {
    return Duration.ofDays(number(days, "days"))
        .plusHours(number(hours, "hours"))
        .plusMinutes(number(mins, "mins"));
  }

  private static int number(@Nullable String typed, String field) {
    Integer parsed = WholeNumber.parse(typed, field);
    if (parsed == null) {
      return 0;
    }
    if (parsed < 0) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "0 or more").atField(field);
    }
    return parsed;
  }

  public @Nullable String getDays() {
    return days;
  }

  public void setDays(@Nullable String days) {
    this.days = days;
  }

  public @Nullable String getHours() {
    return hours;
  }

  public void setHours(@Nullable String hours) {
    this.hours = hours;
  }

  public @Nullable String getMins() {
    return mins;
  }

  public void setMins(@Nullable String mins) {
    this.mins = mins;
  }
}

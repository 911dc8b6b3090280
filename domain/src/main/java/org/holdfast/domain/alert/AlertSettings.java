package org.holdfast.domain.alert;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.mail.MailAddress;

/**
 * Configure Alerts (S80).
 *
 * @param revision changes with each change
 * @param interval between two checks, 1 second to a day
 * @param certificateDays a certificate that ends within so many days raises an alert, 1 to 1,000
 * @param diskPercent a file system that is used so far raises one, 1 to 99
 * @param backupHours a last good backup that is older raises one, 1 to 8784
 * @param freeSessions fewer free sessions of an HSM raise one, 0 (never) to 1000
 * @param off kinds that raise none
 * @param receivers mail addresses, at most 20
 */
public record AlertSettings(
    UUID revision,
    Duration interval,
    int certificateDays,
    int diskPercent,
    int backupHours,
    int freeSessions,
    Set<AlertKind> off,
    List<String> receivers) {

  /** Revision of settings that nobody has made yet. */
  public static final UUID UNCHANGED = new UUID(0, 0);

  private static final int MAX_RECEIVERS = 20;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MAX_DAYS = 1_000;
  private static final int MAX_PERCENT = 99;
  private static final int MAX_HOURS = 8_784;
  private static final int MAX_SESSIONS = 1_000;

  public AlertSettings {
    off = Set.copyOf(off);
    receivers = List.copyOf(receivers);
  }

  /** What is in force before somebody changes it. */
  public static AlertSettings initial(Duration interval) {
    return new AlertSettings(UNCHANGED, interval, 30, 90, 48, 2, Set.of(), List.of());
  }

  /** Whether this kind raises alerts. */
  public boolean isOn(AlertKind kind) {
    return !off.contains(kind);
  }

  /**
   * Checks each value.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field as REST names it
   */
  public AlertSettings checked() {
    within("intervalSeconds", interval.toSeconds(), 1, SECONDS_PER_DAY);
    within("certificateDays", certificateDays, 1, MAX_DAYS);
    within("diskPercent", diskPercent, 1, MAX_PERCENT);
    within("backupHours", backupHours, 1, MAX_HOURS);
    within("freeSessions", freeSessions, 0, MAX_SESSIONS);
    if (receivers.size() > MAX_RECEIVERS) {
      throw invalid("receivers", "at most " + MAX_RECEIVERS + " addresses");
    }
    receivers.forEach(address -> MailAddress.require(address, "receivers"));
    return this;
  }

  /** The same, as another revision. */
  public AlertSettings at(UUID newRevision) {
    return new AlertSettings(
        newRevision,
        interval,
        certificateDays,
        diskPercent,
        backupHours,
        freeSessions,
        off,
        receivers);
  }

  private static void within(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw invalid(field, "from %d to %d".formatted(least, most));
    }
  }

  private static VaultException invalid(String field, String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField(field);
  }
}

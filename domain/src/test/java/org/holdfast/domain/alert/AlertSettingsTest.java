package org.holdfast.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSettingsTest {

  private static AlertSettings settings(
      int interval, int days, int percent, int hours, int sessions, List<String> receivers) {
    return new AlertSettings(
        AlertSettings.UNCHANGED,
        Duration.ofSeconds(interval),
        days,
        percent,
        hours,
        sessions,
        Set.of(),
        receivers);
  }

  @Test
  void initial_isAllowed_andChecksEveryFiveMinutes() {
    AlertSettings initial = AlertSettings.initial(Duration.ofMinutes(5));

    assertThat(initial.checked()).isEqualTo(initial);
    assertThat(initial.isOn(AlertKind.HSM)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 30, 90, 48, 2, intervalSeconds",
    "86401, 30, 90, 48, 2, intervalSeconds",
    "300, 0, 90, 48, 2, certificateDays",
    "300, 1001, 90, 48, 2, certificateDays",
    "300, 30, 0, 48, 2, diskPercent",
    "300, 30, 100, 48, 2, diskPercent",
    "300, 30, 90, 0, 2, backupHours",
    "300, 30, 90, 8785, 2, backupHours",
    "300, 30, 90, 48, -1, freeSessions",
    "300, 30, 90, 48, 1001, freeSessions",
  })
  void checked_outOfRange_isRefusedAtItsField(
      int interval, int days, int percent, int hours, int sessions, String field) {
    AlertSettings wrong = settings(interval, days, percent, hours, sessions, List.of());

    assertThatThrownBy(wrong::checked)
        .isInstanceOfSatisfying(
            VaultException.class, refused -> assertThat(refused.field()).isEqualTo(field));
  }

  @Test
  void checked_tooManyOrWrongReceivers_isRefused() {
    AlertSettings many =
        settings(300, 30, 90, 48, 2, Collections.nCopies(21, "security@example.com"));
    AlertSettings wrong = settings(300, 30, 90, 48, 2, List.of("a@b\r\nBcc: c@d"));

    assertThatThrownBy(many::checked).isInstanceOf(VaultException.class);
    assertThatThrownBy(wrong::checked).isInstanceOf(VaultException.class);
  }
}

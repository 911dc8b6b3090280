package org.holdfast.web.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;

class LocalTimesTest {

  @Test
  void parse_inAZone_isTheInstantThere() {
    assertThat(LocalTimes.parse("2026-07-01T12:00", "Europe/Prague", "from"))
        .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
  }

  @Test
  void parse_withoutAKnownZone_isUtc() {
    assertThat(LocalTimes.parse("2026-07-01T12:00", "Nowhere/City", "from"))
        .isEqualTo(LocalTimes.parse("2026-07-01T12:00", null, "from"));
  }

  @Test
  void parse_ofNothing_isNothing_andOfNonsense_isRefused() {
    assertThat(LocalTimes.parse(" ", null, "from")).isNull();
    assertThatThrownBy(() -> LocalTimes.parse("noon", null, "until"))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.field()).isEqualTo("until"));
  }

  @Test
  void parse_ofTheTimeThatWasShown_isThatTimeToTheNanosecond() {
    Instant shown = Instant.parse("2026-07-01T10:00:42.123456789Z");

    assertThat(LocalTimes.parse("2026-07-01T12:00:42", "Europe/Prague", "from", shown))
        .isEqualTo(shown);
    assertThat(LocalTimes.parse("2026-07-01T12:00", "Europe/Prague", "from", shown))
        .isEqualTo(shown);
    assertThat(LocalTimes.parse("2026-07-01T12:01", "Europe/Prague", "from", shown))
        .isEqualTo(Instant.parse("2026-07-01T10:01:00Z"));
    assertThat(LocalTimes.parse("", "Europe/Prague", "from", shown)).isNull();
  }

  @Test
  void parseDay_isWhereTheDayBegins_evenIfItHasNoMidnight() {
    assertThat(LocalTimes.parseDay("2026-07-01", "Europe/Prague", "expires"))
        .isEqualTo(Instant.parse("2026-06-30T22:00:00Z"));
    assertThat(LocalTimes.parseDay("2018-11-04", "America/Sao_Paulo", "expires"))
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
    assertThat(LocalTimes.parseDay(null, null, "expires")).isNull();
    assertThatThrownBy(() -> LocalTimes.parseDay("2026-02-30", null, "expires"))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.field()).isEqualTo("expires"));
  }
}

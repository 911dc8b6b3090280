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
}

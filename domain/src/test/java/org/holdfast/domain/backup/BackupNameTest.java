package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupNameTest {

  private static final Instant TIME = Instant.parse("2026-03-01T02:03:04.567Z");

  @Test
  void fileName_any_saysWhatItIs() {
    assertThat(BackupName.of("Nightly", BackupType.FULL, TIME, true).fileName())
        .isEqualTo("hfbackup_nightly_full_20260301020304_hsm.bkp");
    assertThat(BackupName.of("Nightly", BackupType.INCREMENTAL, TIME, false).fileName())
        .isEqualTo("hfbackup_nightly_incremental_20260301020304.bkp");
  }

  @ParameterizedTest
  @CsvSource({
    "nightly, nightly",
    "Every night; all, every-night-all",
    "-- a --, a",
    "a_b_full_c, a-b-full-c",
    "../../etc/passwd, etc-passwd",
    "Täglich, t-glich",
    "夜, backup",
    "'', backup",
    "'a\nb', a-b",
    "1234567890123456789012345678901234567890X, 1234567890123456789012345678901234567890",
    "123456789012345678901234567890123456789 X, 123456789012345678901234567890123456789",
  })
  void of_oddSchedules_areNamedPlainlyAndParsedAgain(String schedule, String expected) {
    BackupName name = BackupName.of(schedule, BackupType.FULL, TIME, false);

    assertThat(name.schedule()).isEqualTo(expected);
    assertThat(BackupName.parse(name.fileName())).contains(name);
  }

  @Test
  void of_turkishDefaultLocale_isTheSame() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      BackupName name = BackupName.of("NIGHTLY", BackupType.INCREMENTAL, TIME, true);
      assertThat(name.fileName()).isEqualTo("hfbackup_nightly_incremental_20260301020304_hsm.bkp");
      assertThat(BackupName.parse(name.fileName())).contains(name);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hfbackup_a_full_20260301020304.bkp.part",
        "hfbackup_a_full_20260301020304_hsm.bkp.part",
        "x/hfbackup_a_full_20260301020304.bkp",
        "hfbackup_a_half_20260301020304.bkp",
        "hfbackup_a_FULL_20260301020304.bkp",
        "hfbackup__full_20260301020304.bkp",
        "hfbackup_a_b_full_20260301020304.bkp",
        "hfbackup_a_full_2026030102030.bkp",
        "hfbackup_a_full_20260230020304.bkp",
        "hfbackup_a_full_20260301240000.bkp",
        "hfbackup_a_full_20261301020304.bkp",
        "hfbackup_a_full_20260301020360.bkp",
        "hfbackup_a_full_20260301020304_tpm.bkp",
        "hfbackup_a_full_20260301020304.bkp\n",
      })
  void parse_anythingElse_isNone(String fileName) {
    assertThat(BackupName.parse(fileName)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a_b", "A", "a/b", "12345678901234567890123456789012345678901"})
  void constructor_scheduleThatNoNameHolds_isRefused(String schedule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackupName(schedule, BackupType.FULL, TIME, false));
  }
}

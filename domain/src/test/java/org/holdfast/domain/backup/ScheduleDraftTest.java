package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleDraftTest {

  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final UUID ID = new UUID(0, 3);

  @Test
  void toSchedule_withoutStart_isDueNow() {
    BackupSchedule schedule = draft(null, null, 0, null, null).toSchedule(ID, NOW);

    assertThat(schedule.start()).isEqualTo(NOW);
    assertThat(schedule.isDue(NOW)).isTrue();
    assertThat(schedule.isPeriodic()).isFalse();
  }

  @Test
  void toSchedule_withStart_isDueThen() {
    Instant start = NOW.plusSeconds(60);
    BackupSchedule schedule = draft(start, Duration.ofMinutes(1), 100, 1, 1).toSchedule(ID, NOW);

    assertThat(schedule.isDue(NOW)).isFalse();
    assertThat(schedule.isDue(start)).isTrue();
    assertThat(schedule.status(false)).isEqualTo(ScheduleStatus.ACTIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "PT59S,0,,,period",
    "PT-5M,0,,,period",
    "P3654D,0,,,period",
    "PT1H,-1,,,incrementals",
    "PT1H,101,,,incrementals",
    ",1,,,incrementals",
    "PT1H,0,0,,keepCount",
    "PT1H,0,,0,keepDays"
  })
  void constructor_outOfRange_isRefusedAtTheField(
      @Nullable Duration period,
      int incrementals,
      @Nullable Integer keepCount,
      @Nullable Integer keepDays,
      String field) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> draft(null, period, incrementals, keepCount, keepDays))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(refusal.field()).isEqualTo(field);
            });
  }

  private static ScheduleDraft draft(
      @Nullable Instant start,
      @Nullable Duration period,
      int incrementals,
      @Nullable Integer keepCount,
      @Nullable Integer keepDays) {
    return new ScheduleDraft(
        " nightly ", Destination.LOCAL_ID, start, period, incrementals, keepCount, keepDays);
  }
}

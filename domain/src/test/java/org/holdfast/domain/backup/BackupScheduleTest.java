package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupScheduleTest {

  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest
  @CsvSource({
    // When a run ended, and when the next one is due.
    "2026-03-01T02:00:00Z, 2026-03-02T02:00:00Z",
    "2026-03-01T02:10:00Z, 2026-03-02T02:00:00Z",
    "2026-03-02T01:59:59.999Z, 2026-03-02T02:00:00Z",
    "2026-03-02T02:00:00Z, 2026-03-03T02:00:00Z",
    "2026-05-20T12:00:00Z, 2026-05-21T02:00:00Z",
    "2026-02-27T12:00:00Z, 2026-03-01T02:00:00Z",
  })
  void succeeded_periodic_followsTheStartAndSkipsWhatWasMissed(Instant now, Instant next) {
    BackupSchedule after = schedule(DAY, 3).succeeded(now);

    assertThat(after.nextRun()).isEqualTo(next);
    assertThat(after.failures()).isZero();
  }

  @Test
  void isDue_missedRuns_areMadeUpByOne() {
    Instant now = START.plus(DAY.multipliedBy(10)).plusSeconds(5);
    BackupSchedule missed = schedule(DAY, 0);

    assertThat(missed.isDue(now)).isTrue();
    BackupSchedule after = missed.succeeded(now);
    assertThat(after.isDue(now)).isFalse();
    assertThat(after.nextRun()).isEqualTo(START.plus(DAY.multipliedBy(11)));
  }

  @Test
  void isDue_beforeAtAndAfter() {
    BackupSchedule schedule = schedule(DAY, 0);

    assertThat(schedule.isDue(START.minusNanos(1))).isFalse();
    assertThat(schedule.isDue(START)).isTrue();
    assertThat(schedule.pause().isDue(START)).isFalse();
    assertThat(schedule(null, 0).succeeded(START).isDue(START)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8", "4, 16", "5, 32", "6, 60", "7, 60", "2000000000, 60"})
  void failed_periodic_waitsLongerEachTimeUpToAnHour(int failures, int minutes) {
    BackupSchedule after = schedule(DAY, failures).failed(START);

    assertThat(after.nextRun()).isEqualTo(START.plus(Duration.ofMinutes(minutes)));
    assertThat(after.failures()).isEqualTo(failures + 1);
  }

  @Test
  void failed_nextRunComesSooner_waitsForThatOne() {
    Instant now = START.plus(DAY).minusSeconds(30);

    assertThat(schedule(DAY, 3).failed(now).nextRun()).isEqualTo(START.plus(DAY));
    assertThat(schedule(Duration.ofSeconds(10), 0).failed(START).nextRun())
        .isEqualTo(START.plusSeconds(10));
  }

  @Test
  void failed_singleRun_hasFiveAttempts() {
    BackupSchedule schedule = schedule(null, 0);
    Instant now = START;
    for (int attempt = 1; attempt < BackupSchedule.ATTEMPTS; attempt++) {
      schedule = schedule.failed(now);
      assertThat(schedule.failures()).isEqualTo(attempt);
      assertThat(schedule.nextRun()).isEqualTo(now.plus(Duration.ofMinutes(1L << (attempt - 1))));
      now = now.plus(Duration.ofMinutes(1L << (attempt - 1)));
    }

    schedule = schedule.failed(now);

    assertThat(schedule.nextRun()).isNull();
    assertThat(schedule.status(false)).isEqualTo(ScheduleStatus.DONE);
  }

  @Test
  void succeeded_singleRun_isDone() {
    BackupSchedule after = schedule(null, 2).succeeded(START);

    assertThat(after.nextRun()).isNull();
    assertThat(after.failures()).isZero();
    assertThat(after.isPeriodic()).isFalse();
    assertThat(after.status(false)).isEqualTo(ScheduleStatus.DONE);
  }

  @Test
  void pauseAndResume_missedMeanwhile_isMadeUpByOneRun() {
    BackupSchedule paused = schedule(DAY, 1).pause();
    assertThat(paused.status(false)).isEqualTo(ScheduleStatus.PAUSED);
    assertThat(paused.status(true)).isEqualTo(ScheduleStatus.ONGOING);

    BackupSchedule resumed = paused.resume();

    assertThat(resumed).isEqualTo(schedule(DAY, 1));
    assertThat(resumed.status(false)).isEqualTo(ScheduleStatus.ACTIVE);
    Instant now = START.plus(DAY.multipliedBy(3));
    assertThat(resumed.isDue(now)).isTrue();
    assertThat(resumed.succeeded(now).nextRun()).isEqualTo(now.plus(DAY));
  }

  @Test
  void pausedWhileARunIsUnderWay_staysSo() {
    assertThat(schedule(DAY, 0).pause().succeeded(START).paused()).isTrue();
    assertThat(schedule(DAY, 0).pause().failed(START).paused()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void constructor_periodNotPositive_isRefused(long seconds) {
    assertThatIllegalArgumentException().isThrownBy(() -> schedule(Duration.ofSeconds(seconds), 0));
  }

  private static BackupSchedule schedule(@Nullable Duration period, int failures) {
    return new BackupSchedule(
        new UUID(1, 2),
        "nightly",
        new UUID(3, 4),
        START,
        period,
        6,
        null,
        30,
        false,
        START,
        failures);
  }
}

package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInDelayTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void remaining_fewFailures_isNone(int failures) {
    assertThat(after(failures).remaining(NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2",
    "4, 4",
    "5, 8",
    "6, 16",
    "7, 32",
    "8, 64",
    "9, 128",
    "10, 256",
    "11, 300",
    "12, 300",
    "64, 300",
    "1000, 300",
    "5000, 300",
  })
  void remaining_moreFailures_doublesUpToFiveMinutes(int failures, int seconds) {
    assertThat(after(failures).remaining(NOW)).hasValue(Duration.ofSeconds(seconds));
  }

  @Test
  void remaining_timePasses_shrinksToNone() {
    SignInDelay delay = after(4);

    assertThat(delay.remaining(NOW.plusSeconds(1))).hasValue(Duration.ofSeconds(3));
    assertThat(delay.remaining(NOW.plusMillis(3999))).hasValue(Duration.ofMillis(1));
    assertThat(delay.remaining(NOW.plusSeconds(4))).isEmpty();
  }

  @Test
  void failed_laterFailure_countsFromThere() {
    Instant later = NOW.plusSeconds(60);

    assertThat(after(3).failed(later).remaining(later)).hasValue(Duration.ofSeconds(4));
  }

  @Test
  void failed_withoutEnd_doesNotOverflow() {
    assertThat(after(5000).failures()).isPositive();
  }

  private static SignInDelay after(int failures) {
    SignInDelay delay = SignInDelay.NONE;
    for (int i = 0; i < failures; i++) {
      delay = delay.failed(NOW);
    }
    return delay;
  }
}

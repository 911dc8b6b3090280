package org.holdfast.web.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterKeyPageTest {

  @ParameterizedTest
  @CsvSource({"0,0,100", "7,0,100", "7,7,0", "1000,1,99", "3,2,33", "0,5,0", "5,9,0"})
  void percent_isWholeOnlyWhenNothingRemains(long total, long remaining, int percent) {
    assertThat(MasterKeyPage.percent(total, remaining)).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({
    "-3,less than a minute left",
    "59,less than a minute left",
    "60,about 1 min left",
    "61,about 2 min left"
  })
  void left_isInWholeMinutes_roundedUp(long seconds, String words) {
    assertThat(MasterKeyPage.left(Duration.ofSeconds(seconds))).isEqualTo(words);
  }
}

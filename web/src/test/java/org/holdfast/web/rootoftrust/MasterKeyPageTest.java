package org.holdfast.web.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterKeyPageTest {

  @ParameterizedTest
  @CsvSource({"0,0,100", "7,0,100", "7,7,0", "1000,1,99", "3,2,33", "0,5,0", "5,9,0"})
  void percent_isWholeOnlyWhenNothingRemains(long total, long remaining, int percent) {
    assertThat(MasterKeyPage.percent(total, remaining)).isEqualTo(percent);
  }
}

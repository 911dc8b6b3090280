package org.holdfast.web.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleFormHandlerFactoryTest {

  @ParameterizedTest
  @CsvSource({
    ", ?stale=1",
    "'', ?stale=1",
    "stale=1, ?stale=1",
    "id=0190, ?stale=1&id=0190",
    "stale=1&id=0190, ?stale=1&id=0190",
    "name=a%26b&group=1&&x, ?stale=1&name=a%26b&group=1&x",
  })
  void query_keepsWhatThePageShows(String sent, String expected) {
    assertThat(StaleFormHandlerFactory.query(sent)).isEqualTo(expected);
  }
}

package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalCountTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = NOW.plus(RefusalCount.MINUTE);

  private final RefusalCount count = new RefusalCount();

  @Test
  void met_asManyAsAPersonReads_isEachRecorded() {
    assertThat(meet(RefusalCount.EACH, NOW)).isEqualTo(RefusalCount.EACH);
    assertThat(count.takePassedOver(LATER)).isZero();
  }

  @Test
  void met_more_isCounted_andToldOnceWhenTheMinuteIsOver() {
    assertThat(meet(1_000, NOW)).isEqualTo(RefusalCount.EACH);

    assertThat(count.takePassedOver(LATER.minusMillis(1))).isZero();
    assertThat(count.takePassedOver(LATER)).isEqualTo(1_000 - RefusalCount.EACH);
    assertThat(count.takePassedOver(LATER)).isZero();
  }

  @Test
  void met_inTheNextMinute_isRecordedAgain() {
    meet(RefusalCount.EACH, NOW);
    assertThat(meet(1, LATER.minusMillis(1))).isZero();
    count.takePassedOver(LATER);

    assertThat(meet(RefusalCount.EACH + 1, LATER)).isEqualTo(RefusalCount.EACH);
  }

  /** Nobody has told of them yet: nothing is forgotten, and nothing more is written. */
  @Test
  void met_whileSomeWaitToBeTold_isCountedWithThem() {
    meet(RefusalCount.EACH + 5, NOW);

    assertThat(meet(2, LATER)).isZero();
    assertThat(count.takePassedOver(LATER)).isEqualTo(7);
  }

  private long meet(int times, Instant at) {
    return IntStream.range(0, times).filter(i -> count.met(at)).count();
  }
}

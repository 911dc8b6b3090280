package org.holdfast.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  private void addMillis(int from, int to) {
    for (int millis = from; millis <= to; millis++) {
      latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  @Test
  void percentileMillis_oneToThousand_isThatShare() {
    addMillis(1, 1000);

    assertThat(latencies.percentileMillis(50)).isCloseTo(500, withinPercentage(2));
    assertThat(latencies.percentileMillis(99)).isCloseTo(990, withinPercentage(2));
    assertThat(latencies.percentileMillis(100)).isEqualTo(1000);
    assertThat(latencies.meanMillis()).isEqualTo(500.5);
    assertThat(latencies.count()).isEqualTo(1000);
  }

  @Test
  void add_others_isTheSameAsAllInOne() {
    addMillis(1, 500);
    Latencies others = new Latencies();
    others.add(TimeUnit.SECONDS.toNanos(7));

    latencies.add(others);

    assertThat(latencies.count()).isEqualTo(501);
    assertThat(latencies.maxMillis()).isEqualTo(7000);
  }

  @Test
  void percentileMillis_nothing_isZero() {
    assertThat(latencies.percentileMillis(50)).isZero();
    assertThat(latencies.meanMillis()).isZero();
  }
}

package org.holdfast.web.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.HourCount;
import org.junit.jupiter.api.Test;

class HourChartTest {

  private static final Instant NOW = Instant.parse("2026-07-01T12:34:56Z");
  private static final Instant HOUR = Instant.parse("2026-07-01T12:00:00Z");

  @Test
  void columns_areTheLast24Hours_onTheHighestOnesScale() {
    HourChart chart =
        HourChart.of(
            List.of(
                new HourCount(HOUR.minusSeconds(7_200), AuditOutcome.SUCCEEDED, 150),
                new HourCount(HOUR.minusSeconds(7_200), AuditOutcome.FAILED, 40),
                new HourCount(HOUR.minusSeconds(7_200), AuditOutcome.UNDONE, 10),
                new HourCount(HOUR, AuditOutcome.SUCCEEDED, 1)),
            NOW);

    assertThat(chart.columns()).hasSize(24);
    assertThat(chart.columns().get(0).hour()).isEqualTo("2026-06-30T13:00:00Z");
    assertThat(chart.columns().get(21))
        .isEqualTo(new HourChart.Column(HOUR.minusSeconds(7_200), 150, 50, 75, 25));
    assertThat(chart.columns().get(23)).isEqualTo(new HourChart.Column(HOUR, 1, 0, 2, 0));
    assertThat(chart.highest()).isEqualTo(200);
    assertThat(chart.succeeded()).isEqualTo(151);
    assertThat(chart.failed()).isEqualTo(50);
  }

  @Test
  void whatWasOnlyStarted_countsForNothing() {
    HourChart chart = HourChart.of(List.of(new HourCount(HOUR, AuditOutcome.STARTED, 5)), NOW);

    assertThat(chart.highest()).isZero();
    assertThat(chart.columns()).allMatch(column -> column.good() == 0 && column.bad() == 0);
  }
}

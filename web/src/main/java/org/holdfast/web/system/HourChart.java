package org.holdfast.web.system;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.HourCount;
import org.holdfast.ejb.audit.CountOperations;

/** What went on in each of the last 24 hours, drawn as columns of the highest one's scale. */
public record HourChart(List<Column> columns, long highest, long succeeded, long failed) {

  /**
   * An hour.
   *
   * @param good what succeeded, as parts of a hundred of the highest column, as is the next
   * @param bad what failed or was undone
   */
  public record Column(Instant hour, long succeeded, long failed, int good, int bad) {}

  public HourChart {
    columns = List.copyOf(columns);
  }

  /**
   * @param now the last column is its hour
   */
  static HourChart of(List<HourCount> counts, Instant now) {
    Instant last = now.truncatedTo(ChronoUnit.HOURS);
    List<long[]> numbers = new ArrayList<>();
    for (int i = CountOperations.HOURS - 1; i >= 0; i--) {
      Instant hour = last.minus(i, ChronoUnit.HOURS);
      numbers.add(new long[] {count(counts, hour, true), count(counts, hour, false)});
    }
    long highest = numbers.stream().mapToLong(pair -> pair[0] + pair[1]).max().orElse(0);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      long[] pair = numbers.get(i);
      columns.add(
          new Column(
              last.minus(numbers.size() - 1L - i, ChronoUnit.HOURS),
              pair[0],
              pair[1],
              part(pair[0], highest),
              part(pair[1], highest)));
    }
    return new HourChart(
        columns,
        highest,
        numbers.stream().mapToLong(pair -> pair[0]).sum(),
        numbers.stream().mapToLong(pair -> pair[1]).sum());
  }

  /** What was only started is counted when it ends. */
  private static long count(List<HourCount> counts, Instant hour, boolean good) {
    return counts.stream()
        .filter(count -> count.hour().equals(hour) && count.outcome() != AuditOutcome.STARTED)
        .filter(count -> (count.outcome() == AuditOutcome.SUCCEEDED) == good)
        .mapToLong(HourCount::records)
        .sum();
  }

  private static int part(long count, long highest) {
    return count == 0 || highest == 0 ? 0 : (int) Math.max(2, count * 100 / highest);
  }
}

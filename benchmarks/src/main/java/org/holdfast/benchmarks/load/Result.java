package org.holdfast.benchmarks.load;

import java.util.Locale;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param latencies of the requests that were answered as they should be
 * @param failures how often, by status or by what was thrown
 */
record Result(int connections, double seconds, Latencies latencies, Map<String, Long> failures) {

  static final String HEADING =
      "| system | operation | connections | per second | mean ms | p50 | p90 | p99 | max | errors |\n"
          + "|---|---|---|---|---|---|---|---|---|---|";

  double rate() {
    return latencies.count() / seconds;
  }

  /** A row of a Markdown table. */
  String row(String system, String operation) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %,.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %s |",
        system,
        operation,
        connections,
        rate(),
        latencies.meanMillis(),
        latencies.percentileMillis(50),
        latencies.percentileMillis(90),
        latencies.percentileMillis(99),
        latencies.maxMillis(),
        failures.isEmpty() ? "none" : failures.toString());
  }
}

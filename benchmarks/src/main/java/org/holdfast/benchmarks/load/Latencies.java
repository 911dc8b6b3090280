package org.holdfast.benchmarks.load;

import java.util.concurrent.TimeUnit;

/** How long requests took: a histogram whose classes are 1.6 % wide, from 1 µs. Not thread-safe. */
final class Latencies {

  private static final int STEPS_PER_OCTAVE = 64;
  private static final int OCTAVES = 32;

  private final long[] counts = new long[STEPS_PER_OCTAVE * OCTAVES];
  private long total;
  private long sumNanos;
  private long maxNanos;

  void add(long nanos) {
    counts[index(nanos)]++;
    total++;
    sumNanos += nanos;
    maxNanos = Math.max(maxNanos, nanos);
  }

  void add(Latencies others) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += others.counts[i];
    }
    total += others.total;
    sumNanos += others.sumNanos;
    maxNanos = Math.max(maxNanos, others.maxNanos);
  }

  long count() {
    return total;
  }

  double meanMillis() {
    return total == 0 ? 0 : millis(sumNanos / (double) total);
  }

  double maxMillis() {
    return millis((double) maxNanos);
  }

  /** The time within which this share of the requests was answered. */
  double percentileMillis(double percent) {
    long wanted = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return Math.min(millis(upperNanos(i)), maxMillis());
      }
    }
    return 0;
  }

  /** Linear within each doubling: an octave is 64 classes. */
  private static int index(long nanos) {
    long micros = Math.max(1, nanos / 1000);
    int octave = 63 - Long.numberOfLeadingZeros(micros);
    long within = ((micros - (1L << octave)) * STEPS_PER_OCTAVE) >> octave;
    return Math.min(OCTAVES - 1, octave) * STEPS_PER_OCTAVE + (int) within;
  }

  private static double upperNanos(int index) {
    double octave = 1L << (index / STEPS_PER_OCTAVE);
    return 1000 * octave * (1 + (index % STEPS_PER_OCTAVE + 1) / (double) STEPS_PER_OCTAVE);
  }

  private static double millis(double nanos) {
    return nanos / TimeUnit.MILLISECONDS.toNanos(1);
  }
}

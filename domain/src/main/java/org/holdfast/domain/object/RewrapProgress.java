package org.holdfast.domain.object;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far re-wrapping has come: written by what re-wraps, read by whoever shows it. Safe for use by
 * many threads; forgotten with the process, as the database knows what is left.
 */
public final class RewrapProgress {

  /**
   * One look at it.
   *
   * @param masterKey the active master key that it is about
   * @param total data keys that were to be re-wrapped when it began
   * @param remaining data keys that still are
   * @param since when it began
   * @param waitingFor why it does not go on at the moment; null while it does
   * @param estimatedEnd when nothing will remain, at the pace since it last went on; null if that
   *     cannot be told
   */
  public record View(
      UUID masterKey,
      long total,
      long remaining,
      Instant since,
      @Nullable String waitingFor,
      @Nullable Instant estimatedEnd) {}

  /** From where the pace is measured. */
  private record Start(long remaining, Instant at) {}

  private volatile @Nullable View view;
  private volatile @Nullable Start start;

  /** It begins, with that many data keys to be re-wrapped. */
  public void begin(UUID masterKey, long total, Instant now) {
    view = new View(masterKey, total, total, now, null, null);
    start = new Start(total, now);
  }

  /** It goes on, and that many remain. */
  public void remaining(long remaining, Instant now) {
    View before = view;
    if (before == null) {
      return;
    }
    Start from = start;
    if (from == null) {
      from = new Start(remaining, now);
      start = from;
    }
    show(before, remaining, null, estimatedEnd(from, remaining, now));
  }

  /** It does not go on at the moment; how long it stands still is no part of its pace. */
  public void waits(long remaining, @Nullable String waitingFor) {
    View before = view;
    start = null;
    if (before != null) {
      show(before, remaining, waitingFor, null);
    }
  }

  private void show(
      View before, long remaining, @Nullable String waitingFor, @Nullable Instant estimatedEnd) {
    view =
        new View(
            before.masterKey(),
            Math.max(before.total(), remaining),
            remaining,
            before.since(),
            waitingFor,
            estimatedEnd);
  }

  private static @Nullable Instant estimatedEnd(Start from, long remaining, Instant now) {
    long done = from.remaining() - remaining;
    long millis = Duration.between(from.at(), now).toMillis();
    if (done <= 0 || millis <= 0 || remaining == 0) {
      return null;
    }
    return now.plusMillis(Math.round((double) millis / done * remaining));
  }

  /** What was seen is out of date: there is more to do, and nobody has counted it yet. */
  public void forget() {
    view = null;
  }

  /**
   * Progress towards that master key; empty if none was looked at since it became active, or since
   * it was forgotten.
   */
  public Optional<View> towards(UUID masterKey) {
    View now = view;
    return now != null && now.masterKey().equals(masterKey) ? Optional.of(now) : Optional.empty();
  }
}

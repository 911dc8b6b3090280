package org.holdfast.domain.object;

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
   */
  public record View(
      UUID masterKey, long total, long remaining, Instant since, @Nullable String waitingFor) {}

  private volatile @Nullable View view;

  public void begin(UUID masterKey, long total, Instant now) {
    view = new View(masterKey, total, total, now, null);
  }

  public void remaining(long remaining, @Nullable String waitingFor) {
    View now = view;
    if (now != null) {
      view = new View(now.masterKey(), now.total(), remaining, now.since(), waitingFor);
    }
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

package org.holdfast.ejb.rootoftrust;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The master key, and how far re-wrapping has come.
 *
 * @param id of the active master key
 * @param generation of the active master key, from 1
 * @param generations how many the wallet holds
 * @param total data keys that were to be re-wrapped when it began
 * @param remaining data keys that still are
 * @param since when re-wrapping began; null if it has not since the start of the process
 * @param waitingFor why re-wrapping does not go on; null while it does, or has nothing to do
 */
public record MasterKeyView(
    UUID id,
    int generation,
    int generations,
    long total,
    long remaining,
    @Nullable Instant since,
    @Nullable String waitingFor) {

  MasterKeyView with(
      long newTotal, long newRemaining, @Nullable Instant begun, @Nullable String pausedBy) {
    return new MasterKeyView(id, generation, generations, newTotal, newRemaining, begun, pausedBy);
  }
}

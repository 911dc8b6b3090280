package org.holdfast.ejb.rootoftrust;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.object.RewrapPause;
import org.holdfast.domain.object.RewrapProgress;
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
 * @param estimatedEnd when nothing will remain, at the present pace; null if that cannot be told
 * @param pause who paused re-wrapping and when; null if nobody did
 */
public record MasterKeyView(
    UUID id,
    int generation,
    int generations,
    long total,
    long remaining,
    @Nullable Instant since,
    @Nullable String waitingFor,
    @Nullable Instant estimatedEnd,
    @Nullable RewrapPause pause) {

  MasterKeyView with(RewrapProgress.View now, @Nullable RewrapPause inForce) {
    return new MasterKeyView(
        id,
        generation,
        generations,
        now.total(),
        now.remaining(),
        now.since(),
        now.waitingFor(),
        inForce == null ? now.estimatedEnd() : null,
        inForce);
  }

  MasterKeyView with(long counted, @Nullable RewrapPause inForce) {
    return new MasterKeyView(
        id, generation, generations, counted, counted, null, null, null, inForce);
  }
}

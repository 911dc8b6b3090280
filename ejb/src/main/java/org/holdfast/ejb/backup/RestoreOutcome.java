package org.holdfast.ejb.backup;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What came of a restore that this process has begun.
 *
 * @param finished null while it is under way
 * @param error why it failed; null if it did not
 * @param detail of the error
 */
public record RestoreOutcome(
    UUID destination,
    String file,
    String actor,
    Instant started,
    @Nullable Instant finished,
    @Nullable ErrorCode error,
    @Nullable String detail) {

  /** Whether the vault is that of the backup now. */
  public boolean succeeded() {
    return finished != null && error == null;
  }

  RestoreOutcome ended(Instant now, @Nullable ErrorCode why, @Nullable String words) {
    return new RestoreOutcome(destination, file, actor, started, now, why, words);
  }
}

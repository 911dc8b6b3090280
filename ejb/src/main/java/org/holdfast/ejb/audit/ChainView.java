package org.holdfast.ejb.audit;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * How far this node's chain is.
 *
 * @param position of its newest segment; 0 if there is none
 * @param hash of that; null if there is none
 * @param sealedAt when that was made
 * @param sealedUpTo number of the last row that it seals
 * @param waiting rows that have no seal yet, up to {@link #MOST_WAITING}
 * @param oldestWaiting the time of the oldest of them
 * @param checkpoint of which segment the newest checkpoint is; 0 if there is none
 * @param checkpointAt when that was made
 * @param noCheckpoint why the last one could not be made
 * @param finding what is known to be wrong
 */
public record ChainView(
    UUID node,
    long position,
    @Nullable String hash,
    @Nullable Instant sealedAt,
    @Nullable Long sealedUpTo,
    long waiting,
    @Nullable Instant oldestWaiting,
    long checkpoint,
    @Nullable Instant checkpointAt,
    @Nullable VaultException noCheckpoint,
    @Nullable VaultException finding) {

  /** Beyond this, waiting rows are not counted. */
  public static final int MOST_WAITING = 100_000;
}

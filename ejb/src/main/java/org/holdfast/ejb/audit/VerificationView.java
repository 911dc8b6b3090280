package org.holdfast.ejb.audit;

import java.time.Instant;
import org.holdfast.domain.audit.chain.AuditChain;
import org.holdfast.domain.audit.chain.ChainReport;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the whole trail: the one that runs, or the last.
 *
 * @param by who began it
 * @param finishedAt null while it runs
 * @param report null unless it came to its end
 * @param failure why it could not come to its end; null if it did, or was cancelled
 */
public record VerificationView(
    State state,
    String by,
    Instant startedAt,
    @Nullable Instant finishedAt,
    AuditChain.Size done,
    AuditChain.Size total,
    @Nullable ChainReport report,
    @Nullable VaultException failure) {

  /** How it stands. */
  public enum State {
    RUNNING,
    /** Everything is as it was sealed. */
    PASSED,
    /** Something is not. */
    BROKEN,
    CANCELLED,
    /** It could not be finished, which says nothing about the trail. */
    FAILED
  }

  public boolean running() {
    return state == State.RUNNING;
  }
}

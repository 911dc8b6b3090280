package org.holdfast.domain.audit.chain;

import java.util.concurrent.CancellationException;

/** How far a verification is, and a way to end it. Safe for use by many threads. */
public final class VerifyProgress {

  private volatile AuditChain.Size total = new AuditChain.Size(0, 0);
  private volatile AuditChain.Size done = new AuditChain.Size(0, 0);
  private volatile boolean cancelled;

  /** Segments and rows that are to be checked; nought until they are counted. */
  public AuditChain.Size total() {
    return total;
  }

  /** Those that are. */
  public AuditChain.Size done() {
    return done;
  }

  /** Ends the verification before its next segment. */
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  void expect(AuditChain.Size size) {
    total = size;
  }

  /**
   * @throws CancellationException if it was cancelled
   */
  void advance(Seal seal) {
    if (cancelled) {
      throw new CancellationException();
    }
    done = new AuditChain.Size(done.segments() + 1, done.rows() + seal.sequences().size());
  }
}

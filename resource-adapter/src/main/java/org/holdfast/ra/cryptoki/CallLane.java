package org.holdfast.ra.cryptoki;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The way of all calls into one PKCS#11 library. A native call cannot be interrupted, so each runs
 * in a thread of its own, and its caller waits for no longer than the deadline. A call that is
 * given up is left alone: its thread ends when the library returns, and what the call brought is
 * then disposed of.
 *
 * <p>A library that let a call pass the deadline is silent until any call returns. Meanwhile one
 * caller at a time waits, to find out whether it answers again; the others are told at once. So a
 * library that hangs takes few threads, never more than {@value #MOST_STUCK}.
 */
final class CallLane {

  /** As many calls as may be stuck in one library before no more are tried. */
  static final int MOST_STUCK = 16;

  private final Path library;
  private final Executor threads;
  private final Duration deadline;

  private int stuck;
  private boolean silent;

  /** The call that finds out whether a silent library answers again. */
  private @Nullable Attempt<?> probe;

  /**
   * A lane on which nothing was called yet.
   *
   * @param threads runs each call at once or rejects it
   * @param deadline after which a caller is answered
   */
  CallLane(Path library, Executor threads, Duration deadline) {
    this.library = library;
    this.threads = threads;
    this.deadline = deadline;
  }

  /**
   * Runs a call and waits for it.
   *
   * @param doing completes "failed to"
   * @param late is given the result of a call that was given up and succeeded all the same; runs in
   *     the call's thread
   * @throws HsmUnavailable {@link HsmFault#TIMED_OUT} if it takes longer than the deadline, or if
   *     the library is silent; {@link HsmFault#BUSY} if no thread is left
   */
  <T> T call(String doing, GuardedCall<T> call, Consumer<? super T> late) throws HsmException {
    Attempt<T> attempt = new Attempt<>(this, call, late);
    try {
      begin(attempt, doing);
    } catch (HsmException e) {
      call.dropped();
      throw e;
    }
    if (!attempt.await(deadline) && giveUp(attempt)) {
      CryptokiLog.LOG.callGivenUp(library, doing, deadline.toMillis());
      throw new HsmUnavailable(
          HsmFault.TIMED_OUT,
          "%s did not answer within %d ms when asked to %s"
              .formatted(library, deadline.toMillis(), doing));
    }
    return attempt.result();
  }

  /** Whether a call passed the deadline and none has returned since. */
  synchronized boolean isSilent() {
    return silent;
  }

  /** How many calls were given up and have not returned. */
  synchronized int stuck() {
    return stuck;
  }

  /** Notes that a call returned; whether its caller still waits for it. */
  synchronized boolean returned(Attempt<?> attempt) {
    boolean wanted = attempt.isWanted();
    if (!wanted) {
      stuck--;
    }
    silent = false;
    forgetProbe(attempt);
    return wanted;
  }

  private void begin(Attempt<?> attempt, String doing) throws HsmUnavailable {
    admit(attempt, doing);
    try {
      threads.execute(attempt);
    } catch (RejectedExecutionException e) {
      leave(attempt);
      throw new HsmUnavailable(HsmFault.BUSY, "Too many calls are under way in " + library);
    }
  }

  private synchronized void admit(Attempt<?> attempt, String doing) throws HsmUnavailable {
    if (!silent) {
      return;
    }
    if (probe != null || stuck >= MOST_STUCK) {
      throw new HsmUnavailable(
          HsmFault.TIMED_OUT,
          "%s does not answer: %d calls have not returned; it was not asked to %s"
              .formatted(library, stuck, doing));
    }
    probe = attempt;
  }

  private synchronized void leave(Attempt<?> attempt) {
    forgetProbe(attempt);
  }

  /** False if the call returned at the last moment. */
  private synchronized boolean giveUp(Attempt<?> attempt) {
    if (!attempt.giveUp()) {
      return false;
    }
    stuck++;
    silent = true;
    forgetProbe(attempt);
    return true;
  }

  private void forgetProbe(Attempt<?> attempt) {
    if (attempt.equals(probe)) {
      probe = null;
    }
  }
}

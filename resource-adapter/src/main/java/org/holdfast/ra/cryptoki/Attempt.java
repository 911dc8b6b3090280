package org.holdfast.ra.cryptoki;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmFault;
import org.holdfast.domain.hsm.HsmUnavailable;
import org.jspecify.annotations.Nullable;

/** One call into a library, in its own thread, and the caller who waits for it or does not. */
final class Attempt<T> implements Runnable {

  private static final ThreadLocal<@Nullable Attempt<?>> CURRENT = new ThreadLocal<>();

  private static final Vigil VIGIL = new Vigil();

  private enum Stage {
    UNDER_WAY,
    RETURNED,
    GIVEN_UP
  }

  private final CallLane lane;
  private final GuardedCall<T> call;
  private final Consumer<? super T> late;
  private final CountDownLatch returned = new CountDownLatch(1);

  /** Changed by the lane alone, which holds its own lock then. */
  private volatile Stage stage = Stage.UNDER_WAY;

  private @Nullable T value;
  private @Nullable Throwable failure;

  Attempt(CallLane lane, GuardedCall<T> call, Consumer<? super T> late) {
    this.lane = lane;
    this.call = call;
    this.late = late;
  }

  /**
   * To be called by whoever had to wait inside a call, before it goes on: what nobody waits for any
   * more must not be begun, least of all a login (B3). Outside a call it passes.
   *
   * @throws HsmUnavailable if the call was given up meanwhile
   */
  static void requireWanted() throws HsmUnavailable {
    if (!currentIsWanted()) {
      throw new HsmUnavailable(HsmFault.TIMED_OUT, "The call was given up before it began");
    }
  }

  /** Whether somebody still waits for the call that this thread makes; true outside a call. */
  static boolean currentIsWanted() {
    Attempt<?> current = CURRENT.get();
    return current == null || current.stage != Stage.GIVEN_UP;
  }

  @Override
  public void run() {
    CURRENT.set(this);
    try {
      value = call.run();
    } catch (HsmException | RuntimeException | Error e) {
      failure = e;
    } finally {
      CURRENT.remove();
    }
    if (lane.returned(this)) {
      returned.countDown();
    } else {
      dispose();
    }
  }

  /** Whether the call returned in time. An interrupt counts as the end of the caller's patience. */
  boolean await(Duration limit) {
    try {
      if (VIGIL.sees(() -> returned.getCount() == 0)) {
        return true;
      }
      return returned.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** For the lane: the call returned. Whether somebody waits for it. */
  boolean isWanted() {
    if (stage == Stage.GIVEN_UP) {
      return false;
    }
    stage = Stage.RETURNED;
    return true;
  }

  /** For the lane: nobody waits any more. False if the call has returned. */
  boolean giveUp() {
    if (stage == Stage.RETURNED) {
      return false;
    }
    stage = Stage.GIVEN_UP;
    return true;
  }

  /** What the call brought. To be called when it has returned. */
  @SuppressWarnings("NullAway") // a call that is declared to return null may
  T result() throws HsmException {
    awaitUninterruptibly();
    Throwable thrown = failure;
    if (thrown instanceof HsmException e) {
      throw e;
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    return value;
  }

  /** The lane says that it has returned; the latch follows at once. */
  private void awaitUninterruptibly() {
    boolean interrupted = false;
    while (returned.getCount() > 0) {
      try {
        returned.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("NullAway") // a call that is declared to return null may
  private void dispose() {
    Throwable thrown = failure;
    CryptokiLog.LOG.lateReturn(
        thrown == null ? "it had succeeded, and is undone" : String.valueOf(thrown.getMessage()));
    if (thrown != null) {
      return;
    }
    try {
      late.accept(value);
    } catch (RuntimeException e) {
      CryptokiLog.LOG.lateReturn(String.valueOf(e.getMessage()));
    }
  }
}

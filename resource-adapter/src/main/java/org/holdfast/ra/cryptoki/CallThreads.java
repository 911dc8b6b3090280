package org.holdfast.ra.cryptoki;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that go into PKCS#11 libraries. Nothing queues: a call begins at once or is rejected.
 * The thread that came back last goes first, as it may still be awake ({@link Vigil}). Idle ones
 * end by themselves. They are daemons, so one that never comes back does not keep the process from
 * ending.
 */
final class CallThreads implements Executor {

  /** More than the sessions of a few tokens, and those that may be stuck. */
  static final int MOST = 128;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger living = new AtomicInteger();
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Vigil vigil = new Vigil();
  private final Duration longestIdle;

  CallThreads() {
    this(IDLE);
  }

  /**
   * @param longestIdle after which a thread without work ends
   */
  CallThreads(Duration longestIdle) {
    this.longestIdle = longestIdle;
  }

  /**
   * Runs it in a thread of its own.
   *
   * @throws RejectedExecutionException if too many are under way
   */
  @Override
  public void execute(Runnable work) {
    Worker free = idle.pollFirst();
    if (free != null) {
      free.give(work);
      return;
    }
    if (living.incrementAndGet() > MOST) {
      living.decrementAndGet();
      throw new RejectedExecutionException("All " + MOST + " threads are in use");
    }
    Worker worker = new Worker(work);
    try {
      worker.thread.start();
    } catch (OutOfMemoryError e) {
      living.decrementAndGet();
      throw e;
    }
  }

  /** Runs it in a thread of its own; whether it was done in that time. */
  boolean runWithin(Duration limit, Runnable work) {
    CountDownLatch done = new CountDownLatch(1);
    Thread thread =
        newThread(
            () -> {
              work.run();
              done.countDown();
            });
    thread.start();
    try {
      return done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How many threads there are, at work or idle. */
  int living() {
    return living.get();
  }

  private Thread newThread(Runnable work) {
    Thread thread = new Thread(null, work, "hsm-call-" + started.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(CallThreads.class.getClassLoader());
    return thread;
  }

  /** A thread that does one work after the other. */
  private final class Worker implements Runnable {

    private final Thread thread = newThread(this);
    private volatile @Nullable Runnable next;
    private volatile boolean asleep;

    Worker(Runnable first) {
      next = first;
    }

    /** Only for who took it out of the idle ones. */
    void give(Runnable work) {
      next = work;
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      try {
        for (Runnable work = next; work != null; work = awaitNext()) {
          next = null;
          work.run();
        }
      } finally {
        living.decrementAndGet();
      }
    }

    /** Null if it is to end. */
    private @Nullable Runnable awaitNext() {
      // A call that was interrupted has ended; the next one is another's.
      Thread.interrupted();
      idle.addFirst(this);
      if (!vigil.sees(() -> next != null)) {
        sleep();
      }
      return next;
    }

    private void sleep() {
      asleep = true;
      long end = System.nanoTime() + longestIdle.toNanos();
      while (next == null) {
        long left = end - System.nanoTime();
        if (left > 0) {
          LockSupport.parkNanos(this, left);
        } else if (idle.remove(this)) {
          break;
        } else {
          // Taken at the last moment: its work is on the way.
          Thread.onSpinWait();
        }
        Thread.interrupted();
      }
      asleep = false;
    }
  }
}

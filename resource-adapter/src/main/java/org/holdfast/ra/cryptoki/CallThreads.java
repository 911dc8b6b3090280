package org.holdfast.ra.cryptoki;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that go into PKCS#11 libraries. Nothing queues: a call begins at once or is rejected.
 * Idle ones end by themselves. They are daemons, so one that never comes back does not keep the
 * process from ending.
 */
final class CallThreads implements Executor {

  /** More than the sessions of a few tokens, and those that may be stuck. */
  private static final int MOST = 128;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final AtomicInteger started = new AtomicInteger();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          MOST,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          this::newThread);

  /**
   * Runs it in a thread of its own.
   *
   * @throws RejectedExecutionException if too many are under way
   */
  @Override
  public void execute(Runnable work) {
    pool.execute(work);
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

  private Thread newThread(Runnable work) {
    Thread thread = new Thread(null, work, "hsm-call-" + started.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(CallThreads.class.getClassLoader());
    return thread;
  }
}

package org.holdfast.ra.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallThreadsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void execute_oneAfterTheOther_takesTheSameThread() throws Exception {
    CallThreads threads = new CallThreads(LONG);
    SynchronousQueue<Thread> seen = new SynchronousQueue<>();

    threads.execute(() -> put(seen));
    Thread first = seen.take();
    await().until(() -> first.getState() == Thread.State.TIMED_WAITING);
    threads.execute(() -> put(seen));

    assertThat(seen.take()).as("asleep, and woken").isSameAs(first);
    assertThat(threads.living()).isEqualTo(1);
  }

  @Test
  void execute_allAreStuck_isRejectedUntilOneReturns() {
    CallThreads threads = new CallThreads(LONG);
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < CallThreads.MOST; i++) {
      threads.execute(
          () -> {
            awaitEnd(over);
            done.incrementAndGet();
          });
    }

    assertThatThrownBy(() -> threads.execute(done::incrementAndGet))
        .isInstanceOf(RejectedExecutionException.class);
    over.countDown();

    await().until(() -> done.get() == CallThreads.MOST);
    await()
        .ignoreException(RejectedExecutionException.class)
        .until(
            () -> {
              threads.execute(done::incrementAndGet);
              return true;
            });
  }

  @Test
  void execute_noWorkForLong_threadsEnd() {
    CallThreads threads = new CallThreads(Duration.ofMillis(1));
    AtomicInteger done = new AtomicInteger();

    threads.execute(done::incrementAndGet);

    await().until(() -> threads.living() == 0);
    assertThat(done).hasValue(1);
  }

  @Test
  void execute_whileThreadsEndAllTheTime_losesAndRepeatsNothing() throws Exception {
    CallThreads threads = new CallThreads(Duration.ofNanos(1));
    AtomicInteger done = new AtomicInteger();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        all.add(
            callers.submit(
                () -> {
                  for (int i = 0; i < 5_000; i++) {
                    CountDownLatch returned = new CountDownLatch(1);
                    threads.execute(
                        () -> {
                          done.incrementAndGet();
                          returned.countDown();
                        });
                    awaitEnd(returned);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      callers.shutdown();
    }

    assertThat(done).hasValue(20_000);
    await().until(() -> threads.living() == 0);
  }

  private static void put(SynchronousQueue<Thread> seen) {
    try {
      seen.put(Thread.currentThread());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

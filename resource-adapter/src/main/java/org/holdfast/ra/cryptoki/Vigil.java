package org.holdfast.ra.cryptoki;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * A short wait without falling asleep. To put a thread to sleep and to wake it takes longer than a
 * fast token takes for a call, and both sides of a call wait for each other; so each looks for a
 * moment first. Whoever has work to do goes before those who look, who are never more than there
 * are processors.
 */
final class Vigil {

  /** About what the two sides' falling asleep and waking up takes. */
  private static final long NANOS = 50_000;

  private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** Whether it has come about, now or in a moment. */
  @SuppressWarnings("ThreadPriorityCheck") // it works without, and costs the others more
  boolean sees(BooleanSupplier expected) {
    if (expected.getAsBoolean()) {
      return true;
    }
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < NANOS) {
        if (expected.getAsBoolean()) {
          return true;
        }
        // Where somebody has work to do, the processor is theirs.
        Thread.yield();
      }
      return false;
    } finally {
      places.release();
    }
  }
}

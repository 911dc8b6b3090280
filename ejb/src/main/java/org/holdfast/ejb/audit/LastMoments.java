package org.holdfast.ejb.audit;

import java.time.Duration;

/** What is worth doing at the end of the process, but not worth waiting for. */
final class LastMoments {

  private LastMoments() {}

  /**
   * Runs the work on a thread that nobody waits for any more after this time: it ends with the
   * process.
   *
   * @return whether the work came to its end
   */
  static boolean spend(Duration limit, Runnable work) {
    Thread thread = new Thread(work, "last-moments");
    thread.setDaemon(true);
    // The server's own thread, which this may come from, knows nothing of the application.
    thread.setContextClassLoader(LastMoments.class.getClassLoader());
    thread.start();
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}

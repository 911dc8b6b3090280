package org.holdfast.cli.context;

import java.time.Duration;

/** Lets time pass between two looks at something. */
@FunctionalInterface
public interface Pause {

  /**
   * Returns when it has passed.
   *
   * @throws InterruptedException if the thread is to end instead
   */
  void pass(Duration time) throws InterruptedException;
}

package org.holdfast.ejb.backup;

import java.util.function.Supplier;

/** Takes note of the steps of a restore or test restore. */
@FunctionalInterface
interface StepLog {

  /**
   * Does a step and takes note of it.
   *
   * @param work gives what came of it, in words; its failure goes on to the caller
   */
  void run(String step, Supplier<String> work);
}

package org.holdfast.domain.doctor;

/** Looks at one thing or a few that belong together. */
@FunctionalInterface
interface Check {

  /** Looks, and takes down a finding for each of its steps. */
  void run(Examination examination, Findings findings);
}

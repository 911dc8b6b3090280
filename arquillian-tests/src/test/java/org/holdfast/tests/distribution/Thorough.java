package org.holdfast.tests.distribution;

/**
 * Tests that a thorough run adds ({@code bin/test --thorough}): more of the same kind as others,
 * and slow, as each kills and starts a server.
 */
public final class Thorough {

  /** The tag of a test that only a thorough run makes. */
  public static final String TAG = "thorough";

  private Thorough() {}

  /** Whether this run is one. */
  public static boolean isAskedFor() {
    return !TAG.equals(System.getProperty("holdfast.tests.excluded"));
  }
}

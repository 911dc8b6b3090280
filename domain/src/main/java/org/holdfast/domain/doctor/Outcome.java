package org.holdfast.domain.doctor;

/** How a step ended; the worst last. */
public enum Outcome {
  /** Could not or need not be looked at; the finding says why. */
  SKIPPED("Skipped"),
  /** As it should be. */
  PASS("Pass"),
  /** Works, and should be seen to. */
  WARN("Warning"),
  /** The vault or its HSM cannot work so. */
  FAIL("Fail");

  private final String displayName;

  Outcome(String displayName) {
    this.displayName = displayName;
  }

  /** The word on the console. */
  public String displayName() {
    return displayName;
  }

  /** Whether somebody has to do something. */
  public boolean needsDoing() {
    return this == WARN || this == FAIL;
  }
}

package org.holdfast.cli.drill;

/** Something did not happen as a scenario expects it. */
final class Deviation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what happened instead. */
  Deviation(String message) {
    super(message);
  }
}

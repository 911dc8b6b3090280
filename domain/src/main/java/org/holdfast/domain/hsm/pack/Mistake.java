package org.holdfast.domain.hsm.pack;

/** What is wrong in a file; the message says what is allowed. */
final class Mistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * @param line from 1; 0 if it is about the whole file
   */
  Mistake(int line, String message) {
    super(message);
    this.line = line;
  }

  int line() {
    return line;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}

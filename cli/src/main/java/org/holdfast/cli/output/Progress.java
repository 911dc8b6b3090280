package org.holdfast.cli.output;

/**
 * How far something has come: one line that is rewritten in a terminal, else a line for each step,
 * so that a log stays short. For use by one thread.
 */
public final class Progress implements AutoCloseable {

  private final Output output;
  private final boolean rewrites;
  private String shown = "";

  /**
   * Nothing is shown yet.
   *
   * @param rewrites whether the output is a terminal
   */
  public Progress(Output output, boolean rewrites) {
    this.output = output;
    this.rewrites = rewrites;
  }

  /**
   * Shows it, if it is not shown already.
   *
   * @param detail such as the percentage; shown in a terminal only
   */
  public void show(String step, String detail) {
    String text = rewrites && !detail.isEmpty() ? step + ", " + detail : step;
    if (text.equals(shown)) {
      return;
    }
    shown = text;
    if (rewrites) {
      output.rewrite(text);
    } else {
      output.remark(text);
    }
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (rewrites && !shown.isEmpty()) {
      output.endLine();
    }
    shown = "";
  }
}

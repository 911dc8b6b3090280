package org.holdfast.cli.output;

import java.io.PrintStream;

/**
 * Results on the one stream, all else on the other. Control characters are not printed, as names
 * and files come from elsewhere and could direct the terminal.
 */
public final class Output {

  private final PrintStream out;
  private final PrintStream err;

  /**
   * Prints there.
   *
   * @param out takes results
   * @param err takes failures, warnings and progress
   */
  public Output(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** A line of the result, or several. */
  public void say(String text) {
    out.println(harmless(text));
    out.flush();
  }

  /** A remark that is no result. */
  public void remark(String text) {
    err.println(harmless(text));
    err.flush();
  }

  /** What stopped the command. */
  public void fail(String text) {
    remark("Error: " + text);
  }

  /** Rewrites the line of the cursor. */
  void rewrite(String text) {
    err.print("\r" + harmless(text) + "\u001b[K");
    err.flush();
  }

  /** Ends a line that was rewritten. */
  void endLine() {
    err.println();
    err.flush();
  }

  /** Stream of results, for those who write to one. */
  public PrintStream out() {
    return out;
  }

  /** Stream of all else, for those who write to one. */
  public PrintStream err() {
    return err;
  }

  private static String harmless(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c != '\n' && (Character.isISOControl(c) || isInvisible(c)) ? '?' : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /** Such as those that turn the direction of writing. */
  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT;
  }
}

package org.holdfast.server.command;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What the launcher says to whoever started it. */
public final class Console {

  static final String WARNING = "Warning: ";
  static final String ERROR = "Error: ";

  private final PrintStream out;
  private final PrintStream err;

  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** One line, or several. */
  @SuppressWarnings("AnnotateFormatMethod")
  public void say(String text, @Nullable Object... parts) {
    out.println(parts.length == 0 ? text : text.formatted(parts));
    out.flush();
  }

  /** Something is not as it should be, and things go on. */
  public void warn(String text) {
    err.println(WARNING + text);
    err.flush();
  }

  /** Something stopped it. */
  public void fail(String text) {
    err.println(ERROR + text);
    err.flush();
  }
}

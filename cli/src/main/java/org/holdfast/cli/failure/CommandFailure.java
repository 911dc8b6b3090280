package org.holdfast.cli.failure;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * What stops a command and is for its user to cure. The message says what happened and what to do;
 * it is printed without a stack trace, and holds no secret.
 */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String text;

  /**
   * A failure.
   *
   * @param exitCode one of {@link ExitCode}
   */
  public CommandFailure(int exitCode, String text, @Nullable Throwable cause) {
    super(text, cause);
    this.exitCode = exitCode;
    this.text = text;
  }

  /** A failure that no other exception tells more of. */
  public CommandFailure(int exitCode, String text) {
    this(exitCode, text, null);
  }

  /** A command line that can't be done as it is. */
  public static CommandFailure usage(String text) {
    return new CommandFailure(ExitCode.USAGE, text);
  }

  /** What an exception says, in words: those about files often name only the file. */
  public static String reason(Exception e) {
    String message = e.getMessage();
    if (e instanceof FileSystemException file && file.getReason() == null) {
      String what = "can't be used";
      if (file instanceof AccessDeniedException) {
        what = "access denied";
      } else if (file instanceof NoSuchFileException) {
        what = "there is no such file";
      }
      return file.getFile() + ": " + what;
    }
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }

  /** The message. */
  public String text() {
    return text;
  }
}

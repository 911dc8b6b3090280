package org.holdfast.server;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * What stops the launcher and is for its user to cure. The message is one line that says what
 * happened, what it means and what to do; it is printed without a stack trace.
 */
@SuppressWarnings("AnnotateFormatMethod") // its annotations are no dependency of ours
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Something is wrong on this machine or in its configuration. */
  public static final int FAILED = 1;

  /** The command line can't be understood. */
  public static final int USAGE = 2;

  private final int exitCode;
  private final String text;

  private Failure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.text = message;
  }

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
    this.text = message;
  }

  /** A failure with a text as by {@link String#formatted}. */
  public static Failure of(String message, @Nullable Object... parts) {
    return new Failure(FAILED, message.formatted(parts));
  }

  /** A failure that another exception tells more of. */
  public static Failure because(Throwable cause, String message, @Nullable Object... parts) {
    return new Failure(FAILED, message.formatted(parts), cause);
  }

  /** A command line that can't be understood. */
  public static Failure usage(String message, @Nullable Object... parts) {
    return new Failure(USAGE, message.formatted(parts));
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
      } else if (file instanceof FileAlreadyExistsException) {
        what = "is there already";
      }
      return file.getFile() + ": " + what;
    }
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** The message. */
  public String text() {
    return text;
  }

  public int exitCode() {
    return exitCode;
  }
}

package org.holdfast.cli.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;

/** Writes files that nobody but their owner reads, whole or not at all. */
public final class OwnFile {

  private OwnFile() {}

  /** Gives out what is to be in the file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all of it.
     *
     * @throws IOException if the stream takes no more
     */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes a file with mode 0600.
   *
   * @param replace a file of that name; otherwise one that is there is left as it is
   * @throws CommandFailure if it is there, or can't be written; nothing is left behind then
   */
  public static void write(Path file, boolean replace, Content content) {
    if (!replace && Files.exists(file)) {
      throw CommandFailure.usage(
          "%s is there already; nothing was read. Give another name, or --replace."
              .formatted(file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw CommandFailure.usage(file + " is no name of a file.");
    }
    Path made = null;
    try {
      made =
          Files.createTempFile(
              folder,
              ".holdfast-",
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream out = Files.newOutputStream(made)) {
        content.to(out);
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      made = null;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "%s can't be written: %s.".formatted(file, CommandFailure.reason(e)),
          e);
    } finally {
      delete(made);
    }
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.REFUSED,
            "%s is left behind: %s. Delete it.".formatted(file, CommandFailure.reason(e)),
            e);
      }
    }
  }
}

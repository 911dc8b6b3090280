package org.holdfast.cli.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;

/** The lock by which the launcher holds a home while the vault runs on it. */
public final class HomeLock {

  private static final String FOLDER = "run";

  private HomeLock() {}

  /** Whether a vault runs on this home, or is starting. */
  public static boolean isHeld(Path home) {
    Path file = file(home);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "It can't be told whether the vault runs: %s.".formatted(CommandFailure.reason(e)),
          e);
    }
  }

  /**
   * Does something while the vault cannot be started.
   *
   * @throws CommandFailure if it runs
   */
  public static <T> T holding(Path home, Supplier<T> work) {
    Path file = file(home);
    if (!Files.isDirectory(home.resolve(FOLDER))) {
      throw CommandFailure.usage(
          "%s is no home of a vault: start the vault once, which makes it.".formatted(home));
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw new CommandFailure(ExitCode.REFUSED, "The vault is running on " + home + ".");
      }
      return work.get();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED, "The home can't be locked: %s.".formatted(CommandFailure.reason(e)), e);
    }
  }

  private static Path file(Path home) {
    return home.resolve(FOLDER).resolve("lock");
  }
}

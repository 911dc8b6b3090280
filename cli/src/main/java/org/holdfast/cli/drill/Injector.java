package org.holdfast.cli.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;

/**
 * Steers the fault injector of one server: puts a scenario in force, and reads how often each
 * function was called.
 */
final class Injector {

  private static final Pattern COUNT =
      Pattern.compile("(C_\\w+) (\\d{10}) (\\d{10}) (\\d{10}) 0x[0-9a-f]{8} *");

  /**
   * How often a function was called by the process that runs now.
   *
   * @param begun calls that came
   * @param answered calls that were answered
   */
  record Count(long begun, long answered) {}

  private final Path file;
  private final Path shipped;

  /**
   * An injector without faults.
   *
   * @param file the server's scenario file
   * @param shipped folder of the scenarios
   */
  Injector(Path file, Path shipped) {
    this.file = file;
    this.shipped = shipped;
    lift();
  }

  Path file() {
    return file;
  }

  /** Puts a shipped scenario in force: from the next call on. */
  void inject(String scenario) {
    Path source = shipped.resolve(scenario + ".scenario");
    try {
      write(Files.readString(source));
    } catch (IOException e) {
      throw failed(source, e);
    }
  }

  /** Ends all faults. */
  void lift() {
    try {
      write("# no faults\n");
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** In one piece, as the injector looks at any time. */
  private void write(String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The calls of a process, by function; empty if it made none. */
  Map<String, Count> counts(long pid) {
    Path status = file.resolveSibling(file.getFileName() + "." + pid + ".status");
    Map<String, Count> counts = new HashMap<>();
    if (!Files.exists(status)) {
      return counts;
    }
    try {
      for (String line : Files.readAllLines(status)) {
        Matcher count = COUNT.matcher(line);
        if (count.matches()) {
          counts.put(
              count.group(1),
              new Count(Long.parseLong(count.group(2)), Long.parseLong(count.group(3))));
        }
      }
      return counts;
    } catch (IOException e) {
      throw failed(status, e);
    }
  }

  /** Calls that have begun in that process. */
  long begun(long pid, String function) {
    return counts(pid).getOrDefault(function, new Count(0, 0)).begun();
  }

  /** Calls that have not returned. */
  long inFlight(long pid) {
    return counts(pid).values().stream().mapToLong(count -> count.begun() - count.answered()).sum();
  }

  private static CommandFailure failed(Path file, IOException e) {
    return new CommandFailure(
        ExitCode.REFUSED, "%s: %s.".formatted(file, CommandFailure.reason(e)), e);
  }
}

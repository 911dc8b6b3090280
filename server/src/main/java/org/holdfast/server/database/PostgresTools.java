package org.holdfast.server.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.server.Failure;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, run as PostgreSQL demands: never as root. For root, a user namespace of
 * their own makes them nobody in their eyes while files stay root's; where the machine gives none
 * (many containers), they run as user {@value #NOBODY} and own the database's folder.
 */
final class PostgresTools {

  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  private final Path bin;
  private final List<String> prefix;
  private final @Nullable Integer owner;

  private PostgresTools(Path bin, List<String> prefix, @Nullable Integer owner) {
    this.bin = bin;
    this.prefix = prefix;
    this.owner = owner;
  }

  /**
   * @param distribution folder of the distribution
   */
  static PostgresTools of(Path distribution) {
    Path bin =
        distribution
            .resolve("postgresql")
            .resolve(System.getProperty("os.arch", "?"))
            .resolve("bin");
    if (!Files.isExecutable(bin.resolve("postgres"))) {
      throw Failure.of(
          "There is no PostgreSQL for this machine (%s) in the distribution. Give the address of"
              + " your own by HOLDFAST_DB_URL.",
          System.getProperty("os.arch"));
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      return new PostgresTools(bin, List.of(), null);
    }
    if (works(List.of("unshare", "-U", "true"))) {
      return new PostgresTools(bin, List.of("unshare", "-U"), ROOT);
    }
    List<String> setpriv =
        List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override");
    List<String> trial = new ArrayList<>(setpriv);
    trial.add("true");
    if (works(trial)) {
      return new PostgresTools(bin, setpriv, NOBODY);
    }
    throw Failure.of(
        "PostgreSQL refuses to run as root, and neither unshare nor setpriv works on this machine."
            + " Start Holdfast as a user of its own, or give the address of a database by"
            + " HOLDFAST_DB_URL.");
  }

  private static boolean works(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Makes a folder and what is in it the database user's, if root decides that. */
  void own(Path folder) {
    if (owner == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program answered: exit code and all it printed. */
  record Result(int exitCode, String output) {

    /** The last line that says something, for a message of one line. */
    String lastLine() {
      List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1).strip();
    }
  }

  /** Runs a program to its end. */
  Result run(String program, String input, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(bin.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("HOLDFAST_") || name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.directory(bin.toFile());
    try {
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended before it read all; its exit code and output say why.
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw Failure.because(e, "PostgreSQL's %s can't be started: %s.", program, Failure.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because(e, "Interrupted while PostgreSQL's %s ran.", program);
    }
  }

  /** Whether this process is a PostgreSQL server. */
  static boolean isServer(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "exe"))
          .toString()
          .contains("/bin/postgres");
    } catch (IOException e) {
      return false;
    }
  }
}

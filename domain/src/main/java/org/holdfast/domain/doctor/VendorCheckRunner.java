package org.holdfast.domain.doctor;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.holdfast.domain.hsm.VendorCheck;

/**
 * Makes the checks of a vendor pack. Commands run without a shell, without the vault's own
 * variables (secrets are among them) and without input, and are killed at a timeout.
 */
final class VendorCheckRunner {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_SHOWN = 300;
  private static final long MOST_FILE_BYTES = 1 << 20;
  private static final String OWN_VARIABLES = "HOLDFAST_";

  private final Map<String, String> environment;
  private final Duration patience;

  VendorCheckRunner(Map<String, String> environment) {
    this(environment, PATIENCE);
  }

  VendorCheckRunner(Map<String, String> environment, Duration patience) {
    this.environment = environment;
    this.patience = patience;
  }

  /**
   * What a command came to.
   *
   * @param good it ran and ended with exit code 0
   * @param text what it printed, or why it did not run
   */
  record Output(boolean good, String text) {}

  Finding run(VendorCheck check, String user) {
    Output found =
        switch (check.kind()) {
          case FILE -> file(check);
          case GROUP -> group(check.subject(), user);
          case ENVIRONMENT -> variable(check);
          case COMMAND -> expect(command(check.subject(), patience), check);
        };
    Outcome outcome = Outcome.PASS;
    if (!found.good()) {
      outcome = check.required() ? Outcome.FAIL : Outcome.WARN;
    }
    return new Finding(
        Step.VENDOR_CLIENT,
        check.title(),
        outcome,
        check.subject() + ": " + shown(found.text()),
        null,
        found.good() ? null : check.cure());
  }

  private static Output file(VendorCheck check) {
    Path path = Path.of(check.subject());
    if (!Files.exists(path)) {
      return new Output(false, "there is no such file");
    }
    if (!Files.isReadable(path)) {
      return new Output(false, "it cannot be read");
    }
    return check.expected().isEmpty()
        ? new Output(true, "there and readable")
        : expectIn(path, check);
  }

  private static Output expectIn(Path path, VendorCheck check) {
    try {
      if (Files.size(path) > MOST_FILE_BYTES) {
        return new Output(false, "too large to be looked through");
      }
      String content = Files.readString(path, StandardCharsets.ISO_8859_1);
      return isIn(content, check)
          ? new Output(true, "has " + check.expected())
          : new Output(false, "has no " + check.expected());
    } catch (IOException e) {
      return new Output(false, Words.of(e));
    }
  }

  private static Output group(String group, String user) {
    try {
      if (Groups.ofThisProcess().contains(group)) {
        return new Output(true, user + " is in it");
      }
      return new Output(
          false,
          Groups.isListed(user, group)
              ? user + " was put into it, and this process was started before; start the vault anew"
              : user + " is not in it");
    } catch (IOException e) {
      return new Output(false, Words.of(e));
    }
  }

  /** A variable of this process, or a line {@code NAME=VALUE} of a file, as {@code FILE:NAME}. */
  private Output variable(VendorCheck check) {
    String subject = check.subject();
    int colon = subject.lastIndexOf(':');
    if (subject.startsWith("/") && colon < 0) {
      return file(check);
    }
    if (!subject.startsWith("/")) {
      String value = environment.get(subject);
      return value == null ? new Output(false, "not set") : expect(new Output(true, value), check);
    }
    Path path = Path.of(subject.substring(0, colon));
    String name = subject.substring(colon + 1);
    try {
      return Files.readAllLines(path, StandardCharsets.ISO_8859_1).stream()
          .map(String::strip)
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .reduce((former, latter) -> latter)
          .map(value -> expect(new Output(true, value), check))
          .orElseGet(() -> new Output(false, "there is no such line"));
    } catch (IOException e) {
      return new Output(false, Words.of(e));
    }
  }

  private static Output expect(Output output, VendorCheck check) {
    return output.good() && !isIn(output.text(), check)
        ? new Output(false, "has no " + check.expected() + ": " + output.text())
        : output;
  }

  private static boolean isIn(String text, VendorCheck check) {
    return check.expected().isEmpty()
        || Pattern.compile(check.expected(), Pattern.MULTILINE).matcher(text).find();
  }

  /** Runs a command line, split at spaces. */
  Output command(String line, Duration limit) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(line.strip().split("\\s+")))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
    try {
      return await(builder.start(), limit);
    } catch (IOException e) {
      return new Output(false, String.valueOf(e.getMessage()));
    }
  }

  private static Output await(Process process, Duration limit) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    Thread reader = new Thread(() -> read(process.getInputStream(), kept), "holdfast-doctor");
    reader.setDaemon(true);
    reader.start();
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        return new Output(
            false, "did not end within %d ms and was killed".formatted(limit.toMillis()));
      }
      reader.join(limit.toMillis());
      String text = text(kept);
      int exitCode = process.exitValue();
      return exitCode == 0
          ? new Output(true, text)
          : new Output(false, "exit code %d: %s".formatted(exitCode, text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Output(false, "interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String text(ByteArrayOutputStream kept) {
    synchronized (kept) {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }

  /** To its end, so that the command is not blocked; what is too much is dropped. */
  private static void read(InputStream in, ByteArrayOutputStream kept) {
    byte[] buffer = new byte[4096];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (kept) {
          kept.write(buffer, 0, Math.min(n, MOST_BYTES - kept.size()));
        }
      }
    } catch (IOException e) {
      // The command was killed; what it said until then is kept.
      return;
    }
  }

  private static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
  }
}

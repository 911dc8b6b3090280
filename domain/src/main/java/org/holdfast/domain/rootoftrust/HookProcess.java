package org.holdfast.domain.rootoftrust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the vendor's client, run to its end or killed at its time limit with all that it has
 * started. No shell; nothing to read; none of the vault's own variables, which hold secrets.
 */
final class HookProcess {

  private static final int NOT_ENDED = -1;
  private static final int POLL_MILLIS = 20;
  private static final int MOST_BYTES = 64 << 10;
  private static final String OWN_VARIABLES = "HOLDFAST_";

  /**
   * How a command ended.
   *
   * @param ended false if it was killed at its time limit
   * @param exitCode 0 is good; of no meaning if it did not end
   * @param output what it has written to both its outputs, the beginning if it is long
   */
  record Result(boolean ended, int exitCode, List<String> output) {}

  private final byte[] output = new byte[MOST_BYTES];
  private int size;

  /**
   * Runs a command.
   *
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the thread is interrupted; the command is killed
   */
  static Result run(List<String> command, Duration timeout)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
    return new HookProcess().watch(builder.start(), timeout);
  }

  /**
   * Reads only what is there already: a process that was left behind with the pipe open must not
   * hold up the operation.
   */
  private Result watch(Process process, Duration timeout) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (InputStream pipe = process.getInputStream()) {
      boolean ended = false;
      while (!ended && System.nanoTime() < deadline) {
        take(pipe);
        ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (ended) {
        take(pipe);
      }
      return new Result(ended, ended ? process.exitValue() : NOT_ENDED, lines());
    } finally {
      kill(process);
    }
  }

  private void take(InputStream pipe) throws IOException {
    byte[] surplus = new byte[1024];
    int available = pipe.available();
    while (available > 0) {
      int read =
          size < output.length
              ? pipe.read(output, size, Math.min(available, output.length - size))
              : pipe.read(surplus, 0, Math.min(available, surplus.length));
      if (read < 0) {
        return;
      }
      size = Math.min(output.length, size < output.length ? size + read : size);
      available = pipe.available();
    }
  }

  private List<String> lines() {
    return new String(output, 0, size, StandardCharsets.UTF_8).lines().toList();
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

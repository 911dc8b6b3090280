package org.holdfast.cli.drill;

import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * A server on a home of its own, started and stopped by the drill. It shares nothing with a vault
 * in use: home, ports and database are new, and the environment of this process that speaks of a
 * vault is not handed on.
 */
final class ScratchServer {

  /** Whoever waits for the HSM is answered after this time. */
  static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final Pattern CODE =
      Pattern.compile("one-time code: ([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})");

  private final Context context;
  private final Path distribution;
  private final Path folder;
  private final DrillTarget target;
  private final int port;
  private final int managementPort;
  private final int databasePort;
  private @Nullable Process process;
  private Instant started = Instant.EPOCH;

  /** A server that is not started yet, in a new folder below {@code work}. */
  ScratchServer(Context context, Path distribution, Path work, DrillTarget target) {
    this.context = context;
    this.distribution = distribution;
    this.target = target;
    try {
      folder = Files.createTempDirectory(work, "holdfast-drill-").toRealPath();
      List<Integer> ports = freePorts();
      port = ports.get(0);
      managementPort = ports.get(1);
      databasePort = ports.get(2);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED, "No scratch vault: " + CommandFailure.reason(e) + ".", e);
    }
  }

  /** All at once, so that they differ. */
  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0);
        ServerSocket third = new ServerSocket(0)) {
      return List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
    }
  }

  /** Holds all of it. */
  Path folder() {
    return folder;
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Where the injector looks. */
  Path scenario() {
    return folder.resolve("scenario");
  }

  String url() {
    return "https://127.0.0.1:" + port + "/";
  }

  /** Signed the server's certificate. */
  Path authority() {
    return home().resolve("etc/tls/ca.crt");
  }

  /** Starts it; {@link #awaitLine} says when it is up. */
  void start() {
    List<String> command =
        new ArrayList<>(
            List.of(
                distribution.resolve("bin/holdfast").toString(),
                target.isSoftHsm() ? "trial" : "run",
                "--home",
                home().toString(),
                "--port",
                Integer.toString(port),
                "--management-port",
                Integer.toString(managementPort),
                "--db-port",
                Integer.toString(databasePort)));
    if (target.isSoftHsm()) {
      command.add("--bare");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
    environment.put(
        "HOLDFAST_HSM_LIBRARY_"
            + target.vendor().toUpperCase(java.util.Locale.ROOT).replace('-', '_'),
        target.injector().toString());
    environment.put("HOLDFAST_FAULTS_LIBRARY", target.library().toString());
    environment.put("HOLDFAST_FAULTS_SCENARIO", scenario().toString());
    environment.put("HOLDFAST_MONITORING_INTERVAL", "1");
    environment.put(
        "HOLDFAST_JAVA_OPTS",
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dholdfast.hsm.deadline=" + DEADLINE.toMillis());
    try {
      Files.deleteIfExists(output());
      started = context.clock().instant();
      process =
          builder
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output().toFile())
              .start();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED, "The scratch vault can't be started: " + CommandFailure.reason(e), e);
    }
    awaitLine(target.isSoftHsm() ? "Ctrl-C stops" : "Holdfast is ready");
  }

  private Path output() {
    return folder.resolve("output");
  }

  private void awaitLine(String text) {
    Instant end = context.clock().instant().plus(START);
    while (!read(output()).contains(text)) {
      if (!isRunning() || context.clock().instant().isAfter(end)) {
        throw new CommandFailure(
            ExitCode.REFUSED, "The scratch vault does not start: " + read(output()).strip());
      }
      context.pass(Duration.ofMillis(100));
    }
  }

  boolean isRunning() {
    Process launched = process;
    return launched != null && launched.isAlive();
  }

  /** Waits until it has ended by itself; whether it did. */
  boolean awaitEnd(Duration limit) {
    Process launched = process;
    try {
      return launched == null || launched.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.REFUSED, "Interrupted while waiting.", e);
    }
  }

  /** Stops it as Ctrl-C does; how long that took. */
  Duration stop() {
    Instant begin = context.clock().instant();
    Process launched = process;
    if (launched != null && launched.isAlive()) {
      launched.destroy();
      if (!awaitEnd(STOP)) {
        launched.destroyForcibly();
      }
    }
    return Duration.between(begin, context.clock().instant());
  }

  /** Process id of the vault's virtual machine; 0 if there is none. */
  long pid() {
    String pid = properties(home().resolve("run/holdfast.properties")).getProperty("wildfly.pid");
    return pid == null ? 0 : Long.parseLong(pid);
  }

  /** The code for post-install that the newest start wrote into its log. */
  String oneTimeCode() {
    Instant end = started.plus(START);
    while (true) {
      String newest = null;
      Matcher matcher = CODE.matcher(read(home().resolve("log/server.log")));
      while (matcher.find()) {
        newest = matcher.group(1);
      }
      if (newest != null) {
        return newest;
      }
      if (context.clock().instant().isAfter(end)) {
        throw new CommandFailure(ExitCode.REFUSED, "The scratch vault gives no one-time code.");
      }
      context.pass(Duration.ofMillis(100));
    }
  }

  /** PIN of the token that a trial makes for itself. */
  String trialPin() {
    return properties(home().resolve("trial.properties")).getProperty("token.pin", "");
  }

  /**
   * Threads of the resource adapter's that are in a call: from a thread dump by the JDK's own tool;
   * -1 if this Java has none.
   */
  long threadsInCalls() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return -1;
    }
    try {
      Process dump =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid()), "Thread.print")
              .redirectErrorStream(true)
              .start();
      String text =
          new String(dump.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return Stream.of(text.split("\n\n"))
          .filter(thread -> thread.contains("\"hsm-call-"))
          .filter(thread -> thread.contains("at org.holdfast.ra."))
          .count();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Deletes all of it. */
  void delete() {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      context
          .output()
          .remark("The scratch vault's folder stays: " + folder + ": " + CommandFailure.reason(e));
    }
  }

  private static Properties properties(Path file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(read(file)));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.REFUSED, file + ": " + CommandFailure.reason(e) + ".", e);
    }
    return properties;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.REFUSED, file + ": " + CommandFailure.reason(e) + ".", e);
    }
  }
}

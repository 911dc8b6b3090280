package org.holdfast.server.command;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.holdfast.server.Failure;
import org.holdfast.server.client.VaultClient;
import org.holdfast.server.database.EmbeddedDatabase;
import org.holdfast.server.home.Home;
import org.holdfast.server.home.RunState;
import org.holdfast.server.tls.ServerCertificate;
import org.holdfast.server.wildfly.WildFly;

/** The commands that deal with a launcher in another process. */
final class Background {

  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  /** As service scripts know it. */
  private static final int NOT_RUNNING = 3;

  private static final int NOT_READY = 1;

  private final Path distribution;
  private final Options options;
  private final Console console;

  Background(Path distribution, Options options, Console console) {
    this.distribution = distribution;
    this.options = options;
    this.console = console;
  }

  /** Runs {@code holdfast run} apart from this terminal and waits for what becomes of it. */
  int start(List<String> arguments) {
    Home home = Home.prepare(options.home());
    if (home.isLocked()) {
      home.lock();
    }
    Path output = home.log().resolve("launcher.log");
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.add(distribution.resolve("bin/holdfast").toString());
    command.add("run");
    arguments.stream().filter(argument -> !argument.equals("start")).forEach(command::add);
    command.add("--console-to-file");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .start();
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        Optional<RunState> state = RunState.read(home);
        if (state.isPresent() && state.get().ready() && state.get().pid() == process.pid()) {
          repeat(output);
          return 0;
        }
      }
      console.fail(lastError(output));
      return process.exitValue() == 0 ? Failure.FAILED : process.exitValue();
    } catch (IOException e) {
      throw Failure.because(
          e, "Holdfast can't be started in the background: %s.", Failure.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because(e, "Interrupted while Holdfast starts.");
    }
  }

  private void repeat(Path output) throws IOException {
    for (String line : Files.readAllLines(output)) {
      if (line.startsWith(Console.WARNING)) {
        console.warn(line.substring(Console.WARNING.length()));
      } else {
        console.say(line);
      }
    }
  }

  private static String lastError(Path output) throws IOException {
    try (Stream<String> lines = Files.lines(output)) {
      return lines
          .filter(line -> line.startsWith(Console.ERROR))
          .map(line -> line.substring(Console.ERROR.length()))
          .reduce((first, second) -> second)
          .orElse("Holdfast ended while starting. " + output + " says more.");
    }
  }

  int stop() {
    Home home = Home.at(options.home());
    Optional<RunState> state = RunState.read(home);
    if (home.isLocked() && state.isPresent()) {
      Optional<ProcessHandle> launcher = ProcessHandle.of(state.get().pid());
      if (launcher.isPresent()) {
        launcher.get().destroy();
        try {
          launcher.get().onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw Failure.because(e, "Interrupted while Holdfast stops.");
        } catch (ExecutionException | TimeoutException e) {
          throw Failure.because(
              e,
              "Holdfast (process %d) did not stop within %d s. %s says what it waits for.",
              state.get().pid(),
              STOP_LIMIT.toSeconds(),
              home.log().resolve("server.log"));
        }
      }
      console.say("Holdfast is stopped.");
      return 0;
    }
    boolean leftovers = false;
    if (state.isPresent()) {
      Optional<ProcessHandle> wildfly = state.get().wildfly(home);
      if (wildfly.isPresent()) {
        WildFly.end(wildfly.get(), STOP_LIMIT);
        leftovers = true;
      }
    }
    if (Files.exists(home.database().resolve("data"))) {
      EmbeddedDatabase database = embedded(home);
      leftovers |= database.isRunning();
      database.stop();
    }
    console.say(
        leftovers
            ? "Holdfast was not running; what a killed one had left running is stopped."
            : "Holdfast is not running on %s.".formatted(home.path()));
    return 0;
  }

  int status() {
    Home home = Home.at(options.home());
    Optional<RunState> running = RunState.read(home).filter(state -> home.isLocked());
    if (running.isEmpty()) {
      console.say("Holdfast is not running on %s.", home.path());
      return NOT_RUNNING;
    }
    RunState state = running.get();
    URI address = URI.create("https://" + Launcher.host(state.bind()) + ":" + state.port() + "/");
    console.say("Process        %d, WildFly %d", state.pid(), state.wildflyPid());
    console.say("Console        %s", address);
    Optional<X509Certificate> certificate = ServerCertificate.of(home, options.tlsPassword());
    if (certificate.isEmpty()) {
      console.say("Ready          no: it is starting");
      return NOT_READY;
    }
    VaultClient vault = VaultClient.pinned(address, certificate.get());
    VaultClient.Answer ready = vault.tryGet("/health/ready");
    if (ready == null) {
      console.say("Ready          no: %s", state.ready() ? "it does not answer" : "it is starting");
      return NOT_READY;
    }
    console.say("Ready          %s", ready.isOk() ? "yes" : "no");
    VaultClient.Answer status = vault.tryGet("/api/v1/system/status");
    if (status != null && status.isOk()) {
      console.say("Installed      %s", status.body().getBoolean("installed", false) ? "yes" : "no");
      console.say("Vault          %s", status.body().getString("vault", "unknown"));
      console.say("Root of Trust  %s", status.body().getString("rootOfTrust", "unknown"));
      JsonObject cause = status.body().getJsonObject("closedBecause");
      if (cause != null) {
        console.say("Because        %s", new VaultClient.Answer(status.status(), cause).problem());
      }
    } else if (status != null) {
      console.say("Vault          %s", status.problem());
    }
    return ready.isOk() ? 0 : NOT_READY;
  }

  /** The embedded database by itself: for looking at it, and for trying what its absence does. */
  int database() {
    String action = options.words().size() > 1 ? options.words().get(1) : "status";
    switch (action) {
      case "start" -> {
        EmbeddedDatabase database = embedded(Home.prepare(options.home()));
        if (!database.isRunning()) {
          Ports.needFree(
              "127.0.0.1",
              database.port(),
              "the embedded database",
              "--db-port (HOLDFAST_DB_PORT)");
          database.start();
        }
        console.say("The embedded database runs: %s", database.address().url());
        return 0;
      }
      case "stop" -> {
        Home home = Home.prepare(options.home());
        embedded(home).stopByHand();
        console.say("The embedded database is stopped until 'holdfast db start'.");
        return 0;
      }
      case "status" -> {
        EmbeddedDatabase database = embedded(Home.at(options.home()));
        boolean runs = database.isRunning();
        console.say("The embedded database %s.", runs ? "runs" : "does not run");
        return runs ? 0 : NOT_RUNNING;
      }
      default -> throw Failure.usage("'holdfast db' knows start, stop and status, not %s.", action);
    }
  }

  private EmbeddedDatabase embedded(Home home) {
    int port =
        RunState.read(home)
            .filter(state -> home.isLocked())
            .map(RunState::databasePort)
            .orElse(options.databasePort());
    return new EmbeddedDatabase(distribution, home, port);
  }
}

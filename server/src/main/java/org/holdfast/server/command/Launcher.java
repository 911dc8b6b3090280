package org.holdfast.server.command;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.server.Failure;
import org.holdfast.server.client.VaultClient;
import org.holdfast.server.database.DatabaseAddress;
import org.holdfast.server.database.EmbeddedDatabase;
import org.holdfast.server.home.Home;
import org.holdfast.server.home.RunState;
import org.holdfast.server.tls.ServerCertificate;
import org.holdfast.server.wildfly.WildFly;
import org.jspecify.annotations.Nullable;

/**
 * Runs the vault in the foreground: home, certificates, database, WildFly, in this order, and back.
 * Whatever ends this process but {@code kill -9} stops WildFly first and the database after it; the
 * next start finds what a {@code kill -9} left behind and stops that.
 */
final class Launcher {

  private static final String STARTING = "HF-5002";
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(45);
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(2);

  private final Path distribution;
  private final Options options;
  private final String version;
  private final Console console;

  private volatile @Nullable Home home;

  /** Held as long as it is referred to. */
  private volatile @Nullable FileLock lock;

  private volatile @Nullable EmbeddedDatabase database;
  private volatile @Nullable WildFly wildfly;
  private volatile boolean stopping;

  Launcher(Path distribution, Options options, String version, Console console) {
    this.distribution = distribution;
    this.options = options;
    this.version = version;
    this.console = console;
  }

  /** What a kind of start does beside starting. */
  interface Steps {

    /** The home is there, nothing runs yet; the answer is added to WildFly's environment. */
    Map<String, String> prepare(Home home);

    /** The vault answers. */
    void ready(Home home, VaultClient vault, URI address);
  }

  /**
   * Returns when WildFly has ended by itself, which it should not.
   *
   * @throws Failure if something keeps the vault from starting
   */
  int run(Steps steps) {
    try {
      return runUntilItEnds(steps);
    } catch (Failure e) {
      if (stopping) {
        // Told to stop while starting: what then fails is no news.
        return 0;
      }
      throw e;
    }
  }

  private int runUntilItEnds(Steps steps) {
    Home made = Home.prepare(options.home());
    lock = made.lock();
    home = made;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    stopLeftovers(made);
    checkPorts();
    Map<String, String> environment = new HashMap<>(steps.prepare(made));
    ServerCertificate certificate =
        ServerCertificate.ensure(made, names(), options.tlsPassword(), Clock.systemUTC());
    if (!certificate.own()) {
      Optional.ofNullable(certificate.warning(Clock.systemUTC())).ifPresent(console::warn);
    }
    Map<String, String> properties = new HashMap<>(options.properties(version));
    properties.put("holdfast.vendors", distribution.resolve("etc/vendors").toString());
    environment.put("HOLDFAST_TLS_PASSWORD", certificate.password());
    environment.putAll(startDatabase(made).environment());
    state(0, false).write(made);
    WildFly server =
        WildFly.start(
            distribution,
            made,
            new WildFly.Settings(
                options.javaOptions(), properties, environment, options.consoleToFile()));
    wildfly = server;
    state(server.pid(), false).write(made);
    URI address = URI.create("https://" + host(options.bind()) + ":" + options.port() + "/");
    VaultClient vault = VaultClient.pinned(address, certificate.certificate());
    server.awaitReady(() -> hasStarted(vault), START_LIMIT);
    steps.ready(made, vault, address);
    state(server.pid(), true).write(made);
    while (!server.waitFor(WATCH_INTERVAL)) {
      watchDatabase();
    }
    if (stopping) {
      return 0;
    }
    throw Failure.of(
        "WildFly ended unexpectedly (exit code %d); the vault is down. The end of %s says why."
            + " Start Holdfast again.",
        server.exitCode(), made.log().resolve("server.log"));
  }

  private void stopLeftovers(Home home) {
    RunState.read(home)
        .flatMap(state -> state.wildfly(home))
        .ifPresent(
            left -> {
              console.warn(
                  "WildFly (process %d) still runs though its launcher is gone; stopping it."
                      .formatted(left.pid()));
              WildFly.end(left, STOP_LIMIT);
            });
    if (options.variable("HOLDFAST_DB_URL").isEmpty()) {
      new EmbeddedDatabase(distribution, home, options.databasePort()).stop();
    }
  }

  private void checkPorts() {
    Ports.needFree(options.bind(), options.port(), "the console (HTTPS)", "--port (HOLDFAST_PORT)");
    Ports.needFree(
        "127.0.0.1",
        options.managementPort(),
        "WildFly's management",
        "--management-port (HOLDFAST_MANAGEMENT_PORT)");
    if (options.variable("HOLDFAST_DB_URL").isEmpty()) {
      Ports.needFree(
          "127.0.0.1",
          options.databasePort(),
          "the embedded database",
          "--db-port (HOLDFAST_DB_PORT)");
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      names.add(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      // A machine without a name is known by its addresses.
    }
    if (!options.bind().equals("0.0.0.0") && !options.bind().equals("::")) {
      names.add(options.bind());
    }
    return names;
  }

  private DatabaseAddress startDatabase(Home home) {
    Optional<String> given = options.variable("HOLDFAST_DB_URL");
    if (given.isEmpty()) {
      EmbeddedDatabase embedded = new EmbeddedDatabase(distribution, home, options.databasePort());
      database = embedded;
      embedded.start();
      return embedded.address();
    }
    DatabaseAddress address =
        DatabaseAddress.parse(
            given.get(),
            options.variable("HOLDFAST_DB_USER").orElse(null),
            options.variable("HOLDFAST_DB_PASSWORD").orElse(null));
    address
        .complaint()
        .ifPresent(
            reason ->
                console.warn(
                    "The database at %s can't be used now: %s. Holdfast starts all the same; the vault stays closed until it answers."
                        .formatted(address.url(), reason)));
    return address;
  }

  private void watchDatabase() {
    EmbeddedDatabase own = database;
    if (own == null || stopping) {
      return;
    }
    try {
      if (own.restartIfDied()) {
        console.warn("The embedded database had ended by itself; it was started again.");
      }
    } catch (Failure e) {
      console.warn(e.text() + " Trying again.");
    }
  }

  /** Whether the vault knows how it is: open, or closed with another cause than starting. */
  private static boolean hasStarted(VaultClient vault) {
    VaultClient.Answer answer = vault.tryGet("/api/v1/system/status");
    if (answer == null || !answer.isOk()) {
      return false;
    }
    JsonObject cause = answer.body().getJsonObject("closedBecause");
    return cause == null || !STARTING.equals(cause.getString("code", ""));
  }

  private RunState state(long wildflyPid, boolean ready) {
    return new RunState(
        ProcessHandle.current().pid(),
        wildflyPid,
        options.bind(),
        options.port(),
        options.managementPort(),
        options.databasePort(),
        ready);
  }

  /** Where a client on this machine finds what is bound to this address. */
  static String host(String bind) {
    if (bind.equals("0.0.0.0") || bind.equals("::")) {
      return "127.0.0.1";
    }
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }

  private void stop() {
    stopping = true;
    WildFly server = wildfly;
    EmbeddedDatabase own = database;
    Home locked = home;
    try {
      if (server != null) {
        console.say("Stopping …");
        server.stop(STOP_LIMIT);
      }
    } finally {
      try {
        if (own != null) {
          own.stop();
        }
      } catch (Failure e) {
        console.fail(e.text());
      } finally {
        if (locked != null && lock != null) {
          RunState.clear(locked);
        }
        if (server != null) {
          console.say("Stopped.");
        }
      }
    }
  }
}

package org.holdfast.server.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.holdfast.server.Failure;
import org.holdfast.server.client.VaultClient;
import org.holdfast.server.home.Home;
import org.holdfast.server.trial.Trial;
import org.holdfast.server.wildfly.ServerLog;

/** {@code bin/holdfast}. */
public final class Main {

  private static final String HELP =
      """
      Holdfast, a key vault with a hardware Root of Trust.

        holdfast start     start in the background; returns when the vault answers
        holdfast run       start in the foreground; Ctrl-C stops
        holdfast stop      stop what 'start' or 'run' started
        holdfast status    say whether it runs, is ready, and how the vault is
        holdfast trial     as 'run', with a token in software, post-install and Initialize done for you
        holdfast db start|stop|status   the embedded database by itself
        holdfast version   print the version

      All other commands: holdfast help

        --home DIR               home folder             HOLDFAST_HOME             ~/.holdfast
        --bind ADDRESS           address of the console  HOLDFAST_BIND             127.0.0.1
        --port PORT              HTTPS                   HOLDFAST_PORT             8443
        --management-port PORT   WildFly's management    HOLDFAST_MANAGEMENT_PORT  9990
        --db-port PORT           embedded PostgreSQL     HOLDFAST_DB_PORT          15432
        --bare                   trial: no post-install

        HOLDFAST_DB_URL, HOLDFAST_DB_USER, HOLDFAST_DB_PASSWORD   a PostgreSQL of your own (15 or later)
        HOLDFAST_KEY_FILE               key of the stored HSM credential (HOME/etc/autologin.key)
        HOLDFAST_MONITORING_INTERVAL    seconds between looks at the HSM (300)
        HOLDFAST_HSM_LIBRARY_<VENDOR>   PKCS#11 library, as HOLDFAST_HSM_LIBRARY_THALES_LUNA
        HOLDFAST_HSM_HOOKS_<VENDOR>     its commands around operations: always, if-present, never
        HOLDFAST_TLS_PASSWORD           opens HOME/etc/tls/server.p12 if that is your own
        HOLDFAST_JAVA_OPTS              added to the JVM options of the vault""";

  private Main() {}

  public static void main(String[] arguments) {
    Console console = new Console(System.out, System.err);
    int exitCode;
    try {
      exitCode = run(Arrays.asList(arguments), System.getenv(), console);
    } catch (Failure e) {
      console.fail(e.text());
      exitCode = e.exitCode();
    }
    System.exit(exitCode);
  }

  private static int run(List<String> arguments, Map<String, String> environment, Console console) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      console.say(HELP);
      return 0;
    }
    Options options = Options.parse(arguments, environment);
    Path distribution = distribution();
    return switch (options.command()) {
      case "help" -> {
        console.say(HELP);
        yield 0;
      }
      case "version" -> {
        console.say(version());
        yield 0;
      }
      case "run" -> new Launcher(distribution, options, version(), console).run(plain(console));
      case "trial" ->
          new Launcher(distribution, quiet(options), version(), console)
              .run(trial(options, console));
      case "start" -> new Background(distribution, options, console).start(arguments);
      case "stop" -> new Background(distribution, options, console).stop();
      case "status" -> new Background(distribution, options, console).status();
      case "db" -> new Background(distribution, options, console).database();
      // The script starts another program for these, which it knows by the first word.
      case "alert", "audit", "backup", "doctor", "endpoint", "hsm", "object", "wallet" ->
          throw Failure.usage(
              "'%s' comes first, as in 'holdfast %s --help'.",
              options.command(), options.command());
      default ->
          throw Failure.usage(
              "There is no command %s. 'holdfast help' lists them.", options.command());
    };
  }

  private static Options quiet(Options options) {
    return new Options(
        options.words(),
        options.home(),
        options.bind(),
        options.port(),
        options.managementPort(),
        options.databasePort(),
        options.bare(),
        true,
        options.environment());
  }

  private static Launcher.Steps plain(Console console) {
    return new Launcher.Steps() {
      @Override
      public Map<String, String> prepare(Home home) {
        return Map.of();
      }

      @Override
      public void ready(Home home, VaultClient vault, URI address) {
        console.say("Holdfast is ready: %s", address);
        VaultClient.Answer status = vault.tryGet("/api/v1/system/status");
        if (status != null && status.isOk() && !status.body().getBoolean("installed", true)) {
          console.say(
              "Post-install is to be done there; it asks for the one-time code: grep 'one-time code' %s"
                  + " | tail -n 1",
              ServerLog.of(home).file());
        }
      }
    };
  }

  private static Launcher.Steps trial(Options options, Console console) {
    return new Launcher.Steps() {

      @Override
      public Map<String, String> prepare(Home home) {
        console.say("Starting a trial of Holdfast in %s …", home.path());
        return Trial.prepare(home, options.properties(version()));
      }

      @Override
      public void ready(Home home, VaultClient vault, URI address) {
        Trial trial = new Trial(home, vault, address);
        console.say(options.bare() ? trial.bare() : trial.install());
      }
    };
  }

  /** The folder that {@code bin/holdfast} is in the {@code bin} of. */
  static Path distribution() {
    String folder = System.getProperty("holdfast.distribution");
    if (folder == null) {
      throw Failure.of("The launcher is started by bin/holdfast of the distribution.");
    }
    return Path.of(folder);
  }

  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

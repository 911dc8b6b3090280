package org.holdfast.server.database;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;
import org.holdfast.server.home.RandomText;

/**
 * PostgreSQL under the home folder. It listens on this machine only, keeps its data, and is as
 * durable as PostgreSQL is: {@code fsync} stays on, and after a crash it recovers by its log.
 *
 * <p>The folder is made under another name and renamed when user and database are in it, so a start
 * that was cut short begins again from nothing.
 */
public final class EmbeddedDatabase {

  private static final String NAME = "holdfast";
  private static final int ATTEMPTS = 10;

  /** Above what Linux gives to a process. */
  private static final int NO_PROCESS = 0x3fffffff;

  private final Home home;
  private final PostgresTools tools;
  private final Path data;
  private final int port;

  /**
   * @param distribution folder of the distribution, which holds PostgreSQL's programs
   */
  public EmbeddedDatabase(Path distribution, Home home, int port) {
    this.home = home;
    this.tools = PostgresTools.of(distribution);
    this.data = home.database().resolve("data");
    this.port = port;
  }

  /** Address, user and password; made at the first call. */
  public DatabaseAddress address() {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME,
        NAME,
        credentials().getProperty("password"));
  }

  public int port() {
    return port;
  }

  private Path credentialsFile() {
    return home.etc().resolve("database.properties");
  }

  private Properties credentials() {
    Path file = credentialsFile();
    Properties properties = new Properties();
    try {
      if (!Files.exists(file)) {
        Home.write(
            file,
            "# Passwords of the embedded database: the vault's user, and PostgreSQL's administrator (postgres).\npassword="
                + RandomText.token()
                + "\nadministrator.password="
                + RandomText.token()
                + "\n");
      }
      properties.load(new StringReader(Files.readString(file)));
    } catch (IOException e) {
      throw Failure.because(e, "%s can't be read: %s.", file, Failure.reason(e));
    }
    return properties;
  }

  /** Starts the database and returns when it answers; leaves one alone that runs. */
  public void start() {
    try {
      if (!Files.exists(data)) {
        create();
      }
      Optional<ProcessHandle> running = server();
      if (running.isPresent()) {
        // Left over from a launcher that was killed, perhaps on another port.
        stopServer();
      }
      forgetForeignProcess();
      configure();
      tools.own(home.database());
      launch();
      // Not before: the launcher that watches over the database would start it too.
      Files.deleteIfExists(stoppedMarker());
    } catch (IOException e) {
      throw Failure.because(
          e,
          "The embedded database in %s can't be started: %s.",
          home.database(),
          Failure.reason(e));
    }
  }

  private void launch() throws IOException {
    Path startLog = home.database().resolve("start.log");
    for (int attempt = 1; ; attempt++) {
      Files.deleteIfExists(startLog);
      PostgresTools.Result result =
          tools.run(
              "pg_ctl",
              "",
              "start",
              "--wait",
              "--timeout=120",
              "--pgdata=" + data,
              "--log=" + startLog);
      if (result.exitCode() == 0) {
        return;
      }
      String reason = reason(startLog, result);
      // Its parts outlive a killed server by a moment.
      if (attempt == ATTEMPTS || !reason.contains("shared memory block")) {
        throw Failure.of(
            "The embedded database does not start: %s. More is in %s and %s.",
            reason, startLog, home.database().resolve("log"));
      }
      tools.run("pg_ctl", "", "stop", "--wait", "--timeout=1", "--pgdata=" + data);
    }
  }

  /**
   * After a crash the process id in PostgreSQL's own lock file may be another program's by now, and
   * PostgreSQL would refuse to start. Only the id is changed, to one that no process can have: the
   * rest lets PostgreSQL find out whether parts of the old server still run.
   */
  private void forgetForeignProcess() throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    if (lines.isEmpty()) {
      Files.delete(file);
      return;
    }
    lines.set(0, Integer.toString(NO_PROCESS));
    Files.write(file, lines);
  }

  private static String reason(Path startLog, PostgresTools.Result result) throws IOException {
    if (!Files.exists(startLog)) {
      return result.lastLine();
    }
    try (Stream<String> lines = Files.lines(startLog)) {
      return lines
          .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
          .map(line -> line.replaceFirst(".*(FATAL|PANIC): *", ""))
          .findFirst()
          .orElse(result.lastLine());
    }
  }

  private void create() throws IOException {
    Path staged = home.database().resolve("data.new");
    Home.deleteTree(staged);
    Properties credentials = credentials();
    Path passwordFile = home.database().resolve("administrator.password");
    try {
      Home.write(passwordFile, credentials.getProperty("administrator.password") + "\n");
      tools.own(home.database());
      needSuccess(
          "create its files",
          tools.run(
              "initdb",
              "",
              "--pgdata=" + staged,
              "--username=postgres",
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--data-checksums"));
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    needSuccess(
        "create the vault's database",
        tools.run(
            "postgres",
            """
            CREATE ROLE %1$s LOGIN PASSWORD '%2$s';

            CREATE DATABASE %1$s OWNER %1$s;

            """
                .formatted(NAME, credentials.getProperty("password")),
            "--single",
            "-j",
            "-D",
            staged.toString(),
            "postgres"));
    Files.writeString(
        staged.resolve("postgresql.conf"),
        """
        # All settings of PostgreSQL are at their defaults but for those below.
        # The launcher writes this file anew at each start; put your own settings into local.conf.
        include = 'holdfast.conf'
        include_if_exists = 'local.conf'
        """);
    Files.move(staged, data);
  }

  private static void needSuccess(String step, PostgresTools.Result result) {
    boolean failed =
        result.exitCode() != 0 || result.output().lines().anyMatch(line -> line.contains("ERROR:"));
    if (failed) {
      throw Failure.of(
          "The embedded database could not %s: %s. Cure that and start again; nothing is kept of"
              + " the attempt.",
          step, result.lastLine());
    }
  }

  private void configure() throws IOException {
    Files.writeString(
        data.resolve("holdfast.conf"),
        """
        # Written by the launcher at each start; put your own settings into local.conf.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 60
        # For the nodes of a cluster, which replicate logically.
        wal_level = logical
        fsync = on
        logging_collector = on
        log_directory = '../log'
        log_filename = 'postgresql-%%a.log'
        log_truncate_on_rotation = on
        log_line_prefix = '%%m [%%p] '
        log_file_mode = 0600
        """
            .formatted(port));
  }

  /** Stops the database and returns when its files are at rest. */
  public void stop() {
    if (server().isPresent()) {
      stopServer();
    }
  }

  /** Stops it until {@link #start} is called: {@link #restartIfDied} leaves it alone. */
  public void stopByHand() {
    try {
      Files.writeString(stoppedMarker(), "");
    } catch (IOException e) {
      throw Failure.because(e, "%s can't be written: %s.", stoppedMarker(), Failure.reason(e));
    }
    stop();
  }

  /** Starts it again if it ended by itself. */
  public boolean restartIfDied() {
    if (Files.exists(stoppedMarker()) || server().isPresent()) {
      return false;
    }
    start();
    return true;
  }

  public boolean isRunning() {
    return server().isPresent();
  }

  private Path stoppedMarker() {
    return home.run().resolve("database.stopped");
  }

  private void stopServer() {
    PostgresTools.Result result =
        tools.run(
            "pg_ctl", "", "stop", "--wait", "--timeout=60", "--mode=fast", "--pgdata=" + data);
    if (result.exitCode() != 0 && server().isPresent()) {
      throw Failure.of("The embedded database does not stop: %s.", result.lastLine());
    }
  }

  private Optional<ProcessHandle> server() {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,9}")) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(ProcessHandle::isAlive)
          .filter(PostgresTools::isServer);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

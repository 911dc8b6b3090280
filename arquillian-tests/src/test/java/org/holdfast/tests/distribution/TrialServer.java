package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A vault that runs from the built distribution by {@code bin/holdfast trial}, the way {@code
 * bin/run} starts it, in a home folder of its own.
 */
public final class TrialServer implements AutoCloseable {

  static final Path DISTRIBUTION = Path.of(required("holdfast.distribution"));
  static final Path WORK = Path.of(required("holdfast.tests.work"));
  private static final Duration START = Duration.ofMinutes(5);

  /** A server that lives for seconds: its start is most of its work. */
  private static final String FROM_NOTHING =
      "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
          + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

  private static final String SHORT_LIFE =
      FROM_NOTHING + " -XX:SharedArchiveFile=" + PreparedHome.CLASSES;

  private static final Pattern ONE_TIME_CODE = Pattern.compile("one-time code: ([A-Z0-9-]{14})");

  private final Path home;
  private final boolean shared;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private final int databasePort = Ports.free();
  private final Map<String, String> environment = new HashMap<>();
  private final Path output;
  private @Nullable Process process;
  private @Nullable Rest rest;

  private TrialServer(Path home, boolean shared) {
    this.home = home;
    this.shared = shared;
    this.output = home.resolveSibling(home.getFileName() + ".out");
  }

  /** A server on a new, empty home; not started yet. The HSM is checked every two seconds. */
  public static TrialServer fresh(String name) {
    Path home = WORK.resolve(name);
    delete(home);
    return on(home);
  }

  /** A server on a home that is there. */
  public static TrialServer on(Path home) {
    return on(home, false);
  }

  /**
   * The one server of all classes of this virtual machine that leave it running and in HSM mode:
   * the first starts it, and it stops with the virtual machine. Names of what a class makes there
   * are its own, and it counts on nothing else being there or not.
   */
  public static TrialServer shared() {
    return Shared.SERVER;
  }

  private static TrialServer on(Path home, boolean shared) {
    return new TrialServer(home, shared)
        .with("HOLDFAST_MONITORING_INTERVAL", "2")
        .with("HOLDFAST_JAVA_OPTS", SHORT_LIFE);
  }

  /** Made when it is first asked for. */
  private static final class Shared {

    static final TrialServer SERVER = make();

    private static TrialServer make() {
      Path home = WORK.resolve("shared-" + Ports.FORK);
      delete(home);
      TrialServer server = on(home, true);
      Runtime.getRuntime().addShutdownHook(new Thread(server::end));
      return server;
    }
  }

  /** Makes the home, for what is to be there before the first start. */
  public TrialServer makeHome() {
    try {
      Files.createDirectories(WORK);
      for (Path folder : List.of(home, home.resolve("etc"))) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TrialServer with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public TrialServer without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** A system property of the vault; replaces those given before. */
  public TrialServer withProperty(String name, String value) {
    return with("HOLDFAST_JAVA_OPTS", SHORT_LIFE + " -D" + name + "=" + value);
  }

  /** System properties of the vault; they replace those given before. */
  TrialServer withProperties(Map<String, String> properties) {
    StringBuilder options = new StringBuilder(SHORT_LIFE);
    properties.forEach(
        (name, value) -> options.append(" -D").append(name).append('=').append(value));
    return with("HOLDFAST_JAVA_OPTS", options.toString());
  }

  public TrialServer withoutProperties() {
    return with("HOLDFAST_JAVA_OPTS", SHORT_LIFE);
  }

  /** The virtual machine writes its classes to this file when it ends, for those after it. */
  TrialServer writingClassesTo(String file) {
    return with("HOLDFAST_JAVA_OPTS", FROM_NOTHING + " -XX:ArchiveClassesAtExit=" + file);
  }

  /**
   * Starts and waits until the vault is installed, initialized and answers. A new home is a copy of
   * one where that is done. A shared server that runs is left as it is.
   */
  public TrialServer start() {
    if (shared && running()) {
      return this;
    }
    if (!Files.exists(home)) {
      PreparedHome.copyTo(home);
    }
    return startFromNothing();
  }

  /** The same, but a new home is empty: post-install and Initialize are done by this start. */
  TrialServer startFromNothing() {
    launch("trial");
    awaitOutput("Ctrl-C stops");
    return this;
  }

  /** Starts without post-install and waits until the console answers. */
  public TrialServer startBare() {
    launch("trial", "--bare");
    awaitOutput("Ctrl-C stops");
    return this;
  }

  /** Starts as for production use, with the trial's token, and waits until the console answers. */
  public TrialServer startPlainWithToken() {
    return with("SOFTHSM2_CONF", home.resolve("softhsm/softhsm2.conf").toString()).startPlain();
  }

  /** Starts as for production use, and waits until the console answers. */
  public TrialServer startPlain() {
    launch("run");
    awaitOutput("Holdfast is ready");
    return this;
  }

  private void launch(String... command) {
    List<String> words = new ArrayList<>();
    words.add(DISTRIBUTION.resolve("bin/holdfast").toString());
    words.addAll(List.of(command));
    words.addAll(options());
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(WORK);
      Files.deleteIfExists(output);
      process =
          builder
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rest = null;
  }

  private List<String> options() {
    return List.of(
        "--home",
        home.toString(),
        "--port",
        Integer.toString(port),
        "--management-port",
        Integer.toString(managementPort),
        "--db-port",
        Integer.toString(databasePort));
  }

  private void awaitOutput(String text) {
    await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> output().contains(text) || !running());
    assertThat(output()).contains(text);
  }

  /** What the launcher has printed since it was started. */
  public String output() {
    return read(output);
  }

  public boolean running() {
    return process != null && process.isAlive();
  }

  /** Stops as Ctrl-C does. */
  public void stop() {
    if (process != null) {
      process.destroy();
      awaitExit();
    }
  }

  /** Waits until the launcher has ended; returns its exit code. */
  public int awaitExit() {
    Process launched = Objects.requireNonNull(process);
    try {
      if (!launched.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("The launcher does not end: " + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return launched.exitValue();
  }

  /** {@code kill -9} of the vault's virtual machine. */
  public void killVault() {
    vault().orElseThrow().destroyForcibly();
    awaitExit();
  }

  /** {@code bin/holdfast db stop} or {@code start}. */
  public void database(String action) {
    List<String> words = new ArrayList<>(List.of("db", action));
    words.addAll(options());
    Command.run(environment, DISTRIBUTION.resolve("bin/holdfast").toString(), words)
        .requireSuccess();
  }

  /** {@code bin/hsmclient} with this home. */
  public Command.Result hsmclient(Rest.User user, String... arguments) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("HOLDFAST_USER", user.name());
    variables.put("HOLDFAST_PASSWORD", user.password());
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--home", home.toString(), "--port", Integer.toString(port)));
    return Command.run(variables, DISTRIBUTION.resolve("bin/hsmclient").toString(), words);
  }

  /**
   * A command of {@code bin/holdfast} with this home and no user: what is done without the server.
   */
  public Command.Result holdfast(String... arguments) {
    return holdfast(Map.of(), arguments);
  }

  /** As above, with variables beside those that the server is started with. */
  public Command.Result holdfast(Map<String, String> more, String... arguments) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("HOLDFAST_HOME", home.toString());
    variables.putAll(more);
    return Command.run(
        variables, DISTRIBUTION.resolve("bin/holdfast").toString(), List.of(arguments));
  }

  /** As {@link #holdfast(String...)}, by another user of this machine; only root can. */
  public Command.Result holdfastAs(String user, String... arguments) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("HOLDFAST_HOME", home.toString());
    List<String> words =
        new ArrayList<>(List.of("-u", user, "--", DISTRIBUTION.resolve("bin/holdfast").toString()));
    words.addAll(List.of(arguments));
    return Command.run(variables, "runuser", words);
  }

  /** {@code bin/holdfast hsm} on its own; what it prints as its result goes into a file. */
  static Command.Result hsm(Path result, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add("-c");
    words.add("exec \"$0\" hsm \"$@\" >" + result);
    words.add(DISTRIBUTION.resolve("bin/holdfast").toString());
    words.addAll(arguments);
    return Command.run(Map.of(), "/bin/sh", words);
  }

  /** The library that stands before another one and fails on request. */
  static Path faultInjector() {
    return DISTRIBUTION
        .resolve("lib/native")
        .resolve(System.getProperty("os.arch"))
        .resolve("holdfast-pkcs11-faults.so");
  }

  /** Where tests leave what they look at afterwards. */
  static Path work() {
    return WORK;
  }

  public Rest rest() {
    if (rest == null) {
      rest = new Rest(uri(), home.resolve("etc/tls/ca.crt"));
    }
    return rest;
  }

  public URI uri() {
    return URI.create("https://127.0.0.1:" + port);
  }

  public Path home() {
    return home;
  }

  public int databasePort() {
    return databasePort;
  }

  public Rest.User sysadmin() {
    return new Rest.User("sysadmin", secret("sysadmin.password"));
  }

  public Rest.User keyadmin() {
    return new Rest.User("keyadmin", secret("keyadmin.password"));
  }

  public Rest.User auditor() {
    return new Rest.User("auditor", secret("auditor.password"));
  }

  public String recoveryPassphrase() {
    return secret("recovery.passphrase");
  }

  public String pin() {
    return secret("token.pin");
  }

  public SoftHsm softHsm() {
    return new SoftHsm(home.resolve("softhsm"), secret("token.so.pin"));
  }

  /** A value from the trial's own notes. */
  public String secret(String name) {
    return properties(home.resolve("trial.properties")).getProperty(name, "");
  }

  /** The embedded database's own password. */
  public String databasePassword() {
    return properties(home.resolve("etc/database.properties")).getProperty("password", "");
  }

  /** That of {@code postgres} in the embedded database. */
  public String databaseAdministratorPassword() {
    return properties(home.resolve("etc/database.properties"))
        .getProperty("administrator.password", "");
  }

  private String runState(String name) {
    return properties(home.resolve("run/holdfast.properties")).getProperty(name, "");
  }

  public String serverLog() {
    return read(home.resolve("log/server.log"));
  }

  /** What the server's log calls an error. */
  public List<String> errors() {
    return serverLog().lines().filter(line -> line.contains(" ERROR ")).toList();
  }

  /** The one-time code for post-install that the newest start has written to the log. */
  public String oneTimeCode() {
    Matcher matcher = ONE_TIME_CODE.matcher(serverLog());
    String newest = "";
    while (matcher.find()) {
      newest = matcher.group(1);
    }
    return newest;
  }

  /** The newest trace file's text. */
  public String latestTrace() {
    try (Stream<Path> files = Files.list(home.resolve("log/hsm"))) {
      return files.max(Comparator.naturalOrder()).map(TrialServer::read).orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends it if it runs, as a crash does, which takes a third of the time of stopping it. A shared
   * server goes on.
   */
  @Override
  public void close() {
    if (!shared) {
      end();
    }
  }

  private void end() {
    if (!running()) {
      return;
    }
    if (vault().map(ProcessHandle::destroyForcibly).orElse(false)) {
      awaitExit();
    } else {
      stop();
    }
  }

  /** The vault's virtual machine, once it is started. */
  private Optional<ProcessHandle> vault() {
    String pid = runState("wildfly.pid");
    return Objects.requireNonNull(process)
        .descendants()
        .filter(child -> Long.toString(child.pid()).equals(pid))
        .findFirst();
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties properties(Path file) {
    Properties properties = new Properties();
    try {
      properties.load(new java.io.StringReader(read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("The system property " + property + " is not set");
    }
    return value;
  }
}

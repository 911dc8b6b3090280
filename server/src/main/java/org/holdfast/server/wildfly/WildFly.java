package org.holdfast.server.wildfly;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * WildFly as a child process. Its base folder is under the home folder and made from the
 * distribution at each start, so the distribution can be read-only and an upgrade needs no step
 * here; only its data (transaction log) is kept.
 */
public final class WildFly {

  private static final String EAR = "holdfast.ear";

  /** Native libraries through JNI need leave from the JVM that has this release's rules on it. */
  private static final int NATIVE_ACCESS_FLAG_SINCE = 22;

  private static final int UNSAFE_FLAG_SINCE = 23;

  private static final int COMPACT_HEADERS_SINCE = 25;

  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  /** An error in its log, as set up in the logging subsystem. */
  private static final Pattern ERROR =
      Pattern.compile("\\S+ (?:ERROR|FATAL) +\\[[^]]*] \\([^)]*\\) (.*)");

  private static final int MESSAGE_LIMIT = 300;

  /** An option that chooses a garbage collector. */
  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use[A-Za-z0-9]+GC");

  private final Home home;
  private final Process process;
  private final Path deployed;
  private final Path failed;

  private final Instant started;

  private WildFly(Home home, Process process, Instant started) {
    this.home = home;
    this.process = process;
    this.started = started;
    this.deployed = home.server().resolve("deployments").resolve(EAR + ".deployed");
    this.failed = home.server().resolve("deployments").resolve(EAR + ".failed");
  }

  /**
   * What to start it with.
   *
   * @param javaOptions after our own, so they win
   * @param properties system properties
   * @param environment beside this process's; the only way for secrets
   * @param consoleToFile whether its console goes to {@code log/console.log} and not to ours
   */
  public record Settings(
      List<String> javaOptions,
      Map<String, String> properties,
      Map<String, String> environment,
      boolean consoleToFile) {}

  /** Starts it and returns at once. */
  public static WildFly start(Path distribution, Home home, Settings settings) {
    Path wildfly = distribution.resolve("wildfly");
    try {
      prepareBase(wildfly, distribution.resolve("deployments").resolve(EAR), home);
      ProcessBuilder builder =
          new ProcessBuilder(command(wildfly.toRealPath(), home, settings))
              .directory(home.path().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      if (settings.consoleToFile()) {
        builder.redirectOutput(home.log().resolve("console.log").toFile());
      } else {
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
      }
      // What these say would otherwise be said to WildFly, too.
      builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "JBOSS_HOME"));
      builder.environment().putAll(settings.environment());
      Instant started = Instant.now();
      return new WildFly(home, builder.start(), started);
    } catch (IOException e) {
      throw Failure.because(e, "WildFly can't be started: %s.", Failure.reason(e));
    }
  }

  private static void prepareBase(Path wildfly, Path ear, Home home) throws IOException {
    Path base = home.server();
    for (String name : List.of("configuration", "tmp")) {
      Home.deleteTree(base.resolve(name));
    }
    copyTree(wildfly.resolve("standalone/configuration"), base.resolve("configuration"));
    Path deployments = base.resolve("deployments");
    Files.createDirectories(deployments);
    try (Stream<Path> files = Files.list(deployments)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Home.deleteTree(file);
      }
    }
    if (!Files.exists(ear)) {
      throw Failure.of(
          "The vault itself (%s) is missing in the distribution. Unpack the distribution again.",
          ear);
    }
    copyFile(ear, deployments.resolve(EAR));
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path copy = Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            Files.setPosixFilePermissions(copy, Home.FOLDER);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copyFile(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Writable, though the distribution may not be. */
  private static void copyFile(Path from, Path to) throws IOException {
    Files.copy(from, to);
    Files.setPosixFilePermissions(to, Home.FILE);
  }

  private static List<String> command(Path wildfly, Home home, Settings settings) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xms128m",
                "-Xmx512m",
                // What the server's classes need: below it each step towards it is a full
                // collection.
                "-XX:MetaspaceSize=160m",
                // A vault that lacks memory for one thing can't be trusted with the next.
                "-XX:+ExitOnOutOfMemoryError",
                // A core file would hold keys.
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.awt.headless=true",
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000"));
    if (Runtime.version().feature() >= NATIVE_ACCESS_FLAG_SINCE) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    if (Runtime.version().feature() >= UNSAFE_FLAG_SINCE) {
      // WildFly's own; without this the JVM prints a warning at each start.
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (Runtime.version().feature() >= COMPACT_HEADERS_SINCE) {
      // Less memory to touch for each of a server's many small objects (JEP 519).
      options.add("-XX:+UseCompactObjectHeaders");
    }
    if (offersHugePages()) {
      // Fewer entries for the processor to look addresses up in.
      options.add("-XX:+UseTransparentHugePages");
    }
    if (settings.javaOptions().stream().noneMatch(option -> COLLECTOR.matcher(option).matches())) {
      // A small heap: pauses stay short without what the concurrent collectors take from every
      // store of a reference. The virtual machine takes no second choice of a collector.
      options.add("-XX:+UseParallelGC");
    }
    options.addAll(settings.javaOptions());
    StandaloneCommandBuilder builder =
        StandaloneCommandBuilder.of(wildfly)
            .setJavaHome(Path.of(System.getProperty("java.home")))
            .setJavaOptions(options)
            .setBaseDirectory(home.server())
            .setLogDirectory(home.log().toString());
    settings
        .properties()
        .forEach((name, value) -> builder.addServerArgument("-D" + name + "=" + value));
    return builder.build();
  }

  /** Whether the system gives them to whom asks; the JVM warns at each start where it doesn't. */
  private static boolean offersHugePages() {
    try {
      return !Files.readString(HUGE_PAGES).contains("[never]");
    } catch (IOException e) {
      return false;
    }
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Waits until the vault is deployed and answers.
   *
   * @param answers asks it over HTTPS
   * @throws Failure if WildFly ends, refuses the vault, or takes longer than that
   */
  public void awaitReady(BooleanSupplier answers, Duration limit) {
    Instant end = Instant.now().plus(limit);
    while (!(Files.exists(deployed) && answers.getAsBoolean())) {
      if (Files.exists(failed)) {
        throw Failure.of(
            "WildFly refused the vault: %s. More is in %s.",
            firstError(), ServerLog.of(home).file());
      }
      if (waitFor(Duration.ofMillis(100))) {
        throw Failure.of(
            "WildFly ended while starting (exit code %d): %s. More is in %s.",
            process.exitValue(), firstError(), ServerLog.of(home).file());
      }
      if (Instant.now().isAfter(end)) {
        throw Failure.of(
            "The vault did not answer within %d s: %s. More is in %s.",
            limit.toSeconds(), firstError(), ServerLog.of(home).file());
      }
    }
  }

  /** The first error since it was started: those after it mostly follow from it. */
  private String firstError() {
    return ServerLog.of(home)
        .since(
            started,
            lines ->
                lines
                    .map(ERROR::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1))
                    .findFirst())
        .map(text -> text.length() > MESSAGE_LIMIT ? text.substring(0, MESSAGE_LIMIT) + "…" : text)
        .orElse("no reason in its log");
  }

  /** Whether it ended within this time. */
  public boolean waitFor(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because(e, "Interrupted while waiting for WildFly.");
    }
  }

  public int exitCode() {
    return process.exitValue();
  }

  /** Stops it: requests in hand are finished; after the limit it is killed. */
  public void stop(Duration limit) {
    end(process.toHandle(), limit);
  }

  /** Stops a process, and kills it after the limit. */
  public static void end(ProcessHandle process, Duration limit) {
    process.destroy();
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}

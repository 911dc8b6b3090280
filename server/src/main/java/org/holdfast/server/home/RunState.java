package org.holdfast.server.home;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.holdfast.server.Failure;

/**
 * What a running launcher tells other commands about itself.
 *
 * @param pid the launcher
 * @param wildflyPid 0 before WildFly is started
 * @param ready the vault's console answers
 */
public record RunState(
    long pid,
    long wildflyPid,
    String bind,
    int port,
    int managementPort,
    int databasePort,
    boolean ready) {

  private static Path file(Home home) {
    return home.run().resolve("holdfast.properties");
  }

  /** Also keeps the launcher's process id by itself, for service managers. */
  public void write(Home home) {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("wildfly.pid", Long.toString(wildflyPid));
    properties.setProperty("bind", bind);
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("management.port", Integer.toString(managementPort));
    properties.setProperty("database.port", Integer.toString(databasePort));
    properties.setProperty("ready", Boolean.toString(ready));
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Home.write(file(home), text.toString());
    Home.write(home.run().resolve("holdfast.pid"), pid + "\n");
  }

  /** What the last launcher on this home wrote; it may be gone by now. */
  public static Optional<RunState> read(Home home) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file(home))));
      return Optional.of(
          new RunState(
              number(properties, "pid"),
              number(properties, "wildfly.pid"),
              properties.getProperty("bind", "127.0.0.1"),
              (int) number(properties, "port"),
              (int) number(properties, "management.port"),
              (int) number(properties, "database.port"),
              Boolean.parseBoolean(properties.getProperty("ready"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failure.because(e, "%s can't be read: %s.", file(home), Failure.reason(e));
    }
  }

  /** Forgets the launcher that ends. */
  public static void clear(Home home) {
    try {
      Files.deleteIfExists(file(home));
      Files.deleteIfExists(home.run().resolve("holdfast.pid"));
    } catch (IOException e) {
      throw Failure.because(e, "%s can't be removed: %s.", file(home), Failure.reason(e));
    }
  }

  /**
   * WildFly, if it still runs. A process id may have been given to another program since, so its
   * command line must name this home.
   */
  public Optional<ProcessHandle> wildfly(Home home) {
    return ProcessHandle.of(wildflyPid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process -> {
              try {
                return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains("-Djboss.server.base.dir=" + home.server());
              } catch (IOException e) {
                return false;
              }
            });
  }

  private static long number(Properties properties, String name) {
    String text = properties.getProperty(name, "");
    OptionalLong number =
        text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    return number.orElse(0);
  }
}

package org.holdfast.server.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.server.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What the command line and the environment say; the command line wins.
 *
 * @param words the command and its own words, options taken out
 * @param bare the trial stops before post-install
 * @param consoleToFile WildFly's console goes to a file
 */
public record Options(
    List<String> words,
    Path home,
    String bind,
    int port,
    int managementPort,
    int databasePort,
    boolean bare,
    boolean consoleToFile,
    Map<String, String> environment) {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "--home", "HOLDFAST_HOME",
          "--bind", "HOLDFAST_BIND",
          "--port", "HOLDFAST_PORT",
          "--management-port", "HOLDFAST_MANAGEMENT_PORT",
          "--db-port", "HOLDFAST_DB_PORT");

  /** Variables that are about one HSM vendor, and the properties that the vault reads. */
  private static final Map<String, String> BY_VENDOR =
      Map.of(
          "HOLDFAST_HSM_LIBRARY_", "holdfast.hsm.library.",
          "HOLDFAST_HSM_HOOKS_", "holdfast.hsm.hooks.");

  /**
   * @throws Failure if an option is unknown or its value makes no sense
   */
  public static Options parse(List<String> arguments, Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    List<String> words = new ArrayList<>();
    boolean bare = false;
    boolean consoleToFile = false;
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.removeFirst();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (ENVIRONMENT.containsKey(name)) {
        String value = equals < 0 ? rest.pollFirst() : argument.substring(equals + 1);
        if (value == null || value.isBlank()) {
          throw Failure.usage("%s needs a value, as in %s %s.", name, name, example(name));
        }
        values.put(name, value);
      } else if (argument.equals("--bare")) {
        bare = true;
      } else if (argument.equals("--console-to-file")) {
        consoleToFile = true;
      } else if (argument.startsWith("-")) {
        throw Failure.usage("There is no option %s. 'holdfast help' lists them.", name);
      } else {
        words.add(argument);
      }
    }
    ENVIRONMENT.forEach(
        (option, variable) -> {
          String value = environment.get(variable);
          if (value != null && !value.isBlank()) {
            values.putIfAbsent(option, value);
          }
        });
    return new Options(
        List.copyOf(words),
        path(values.getOrDefault("--home", System.getProperty("user.home") + "/.holdfast")),
        address(values.getOrDefault("--bind", "127.0.0.1")),
        port("--port", values, 8443),
        port("--management-port", values, 9990),
        port("--db-port", values, 15432),
        bare,
        consoleToFile,
        Map.copyOf(environment));
  }

  private static String example(String option) {
    return switch (option) {
      case "--home" -> "/var/lib/holdfast";
      case "--bind" -> "127.0.0.1";
      default -> "8443";
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw Failure.usage(
          "--home (HOLDFAST_HOME) is not the name of a folder: %s.", Failure.reason(e));
    }
  }

  private static String address(String text) {
    try {
      InetAddress.getByName(text);
      return text;
    } catch (UnknownHostException e) {
      throw Failure.usage(
          "--bind (HOLDFAST_BIND) is %s, and no address is known by that name. Give an address of"
              + " this machine, or 0.0.0.0 for all of them.",
          text);
    }
  }

  private static int port(String option, Map<String, String> values, int usual) {
    String text = values.get(option);
    if (text == null) {
      return usual;
    }
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      throw Failure.usage(
          "%s (%s) is %s; a port is a number from 1 to 65535.",
          option, ENVIRONMENT.get(option), text);
    }
    return port;
  }

  /** The first word. */
  public String command() {
    return words.isEmpty() ? "help" : words.get(0);
  }

  /** A variable that is set to something. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Opens a key store of the operator's. */
  public @Nullable String tlsPassword() {
    return variable("HOLDFAST_TLS_PASSWORD").orElse(null);
  }

  /** What is added to the JVM that runs the vault. */
  public List<String> javaOptions() {
    return variable("HOLDFAST_JAVA_OPTS")
        .map(text -> List.of(text.strip().split("\\s+")))
        .orElse(List.of());
  }

  /** The system properties that the server's configuration and the vault read. */
  public Map<String, String> properties(String version) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("holdfast.home", home.toString());
    properties.put("holdfast.bind", bind);
    properties.put("holdfast.port", Integer.toString(port));
    properties.put("holdfast.management.port", Integer.toString(managementPort));
    properties.put("holdfast.version", version);
    properties.put("holdfast.console.level", consoleToFile ? "OFF" : "INFO");
    properties.put(
        "holdfast.key.file",
        variable("HOLDFAST_KEY_FILE").orElse(home.resolve("etc/autologin.key").toString()));
    properties.put(
        "holdfast.monitoring.interval",
        variable("HOLDFAST_MONITORING_INTERVAL")
            .map(
                text -> {
                  if (!text.matches("[1-9]\\d{0,5}")) {
                    throw Failure.usage(
                        "HOLDFAST_MONITORING_INTERVAL is %s; it is a number of seconds, 1 or more.",
                        text);
                  }
                  return text;
                })
            .orElse("300"));
    BY_VENDOR.forEach(
        (prefix, property) ->
            environment.forEach(
                (name, value) -> {
                  if (name.startsWith(prefix) && !value.isBlank()) {
                    String vendor =
                        name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-');
                    properties.put(property + vendor, value);
                  }
                }));
    return properties;
  }
}

package org.holdfast.server.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Console;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.server.Failure;
import org.jspecify.annotations.Nullable;

/** {@code bin/hsmclient}: what an administrator does about the HSM without a browser (S86). */
public final class HsmClient {

  private static final String HELP =
      """
      hsmclient verify        ask whether the Root of Trust key is there and opens the vault
      hsmclient open_wallet   open the vault with the stored HSM credential
      hsmclient pre_restore   store the HSM credential before a restore (Set Credential)

        --user NAME          System Administrator   HOLDFAST_USER
                             its password           HOLDFAST_PASSWORD, else asked for
        --home DIR           home of the vault      HOLDFAST_HOME    ~/.holdfast
        --port PORT          on this machine        HOLDFAST_PORT    8443
        --url URL            elsewhere              HOLDFAST_URL
        --ca FILE            trusted authority      HOLDFAST_CA      HOME/etc/tls/ca.crt
        --vendor ID          pre_restore: thales-luna, entrust, utimaco, softhsm
        --token-label LABEL  pre_restore: the token, if there are several
                             HSM credential         HOLDFAST_HSM_CREDENTIAL, else asked for
                             in HSM mode            HOLDFAST_RECOVERY_PASSPHRASE

      Exit code 0: done; 1: not done, and why is printed; 2: wrong use.""";

  private static final int NOT_DONE = 1;

  private static final Set<String> OPTIONS =
      Set.of("--user", "--home", "--port", "--url", "--ca", "--vendor", "--token-label");

  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment;
  private String command = "";

  private HsmClient(List<String> arguments, Map<String, String> environment) {
    this.environment = environment;
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.removeFirst();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (OPTIONS.contains(name)) {
        String value = equals < 0 ? rest.pollFirst() : argument.substring(equals + 1);
        if (value == null || value.isBlank()) {
          throw Failure.usage("%s needs a value.", name);
        }
        options.put(name, value);
      } else if (argument.startsWith("-") || !command.isEmpty()) {
        throw Failure.usage("hsmclient does not know %s. 'hsmclient --help' lists it all.", name);
      } else {
        command = argument;
      }
    }
  }

  public static void main(String[] arguments) {
    int exitCode;
    try {
      List<String> given = List.of(arguments);
      if (given.isEmpty() || given.contains("--help") || given.contains("-h")) {
        System.out.println(HELP);
        exitCode = given.isEmpty() ? Failure.USAGE : 0;
      } else {
        exitCode = new HsmClient(given, System.getenv()).run();
      }
    } catch (Failure e) {
      System.err.println("Error: " + e.text());
      exitCode = e.exitCode();
    }
    System.exit(exitCode);
  }

  private int run() {
    return switch (command) {
      case "verify" ->
          call(
              "/api/v1/hsm/verify",
              JsonObject.EMPTY_JSON_OBJECT,
              "up",
              "Verified: the Root of Trust key is there, and it opens the wallet.",
              "Not verified");
      case "open_wallet" ->
          call(
              "/api/v1/hsm/open",
              JsonObject.EMPTY_JSON_OBJECT,
              "vaultOpen",
              "The vault is open.",
              "The vault stays closed");
      case "pre_restore" ->
          call(
              "/api/v1/hsm/set-credential",
              credential(),
              "credentialStored",
              "The HSM credential is stored.",
              "The HSM credential is not stored");
      default ->
          throw Failure.usage(
              "hsmclient has no command %s; it has verify, open_wallet and pre_restore.", command);
    };
  }

  private JsonObject credential() {
    String vendor = options.get("--vendor");
    if (vendor == null) {
      throw Failure.usage("pre_restore needs --vendor: thales-luna, entrust, utimaco or softhsm.");
    }
    JsonObjectBuilder request =
        Json.createObjectBuilder()
            .add("vendor", vendor)
            .add("credential", secret("HOLDFAST_HSM_CREDENTIAL", "HSM credential"));
    String label = options.get("--token-label");
    if (label != null) {
      request.add("tokenLabel", label);
    }
    // Asked for in HSM mode only; a server that is prepared for a restore has none yet.
    String passphrase = environment.get("HOLDFAST_RECOVERY_PASSPHRASE");
    if (passphrase != null && !passphrase.isEmpty()) {
      request.add("recoveryPassphrase", passphrase);
    }
    return request.build();
  }

  /**
   * @param proof the field of the answer that is true when it was done
   */
  private int call(String path, JsonObject request, String proof, String done, String notDone) {
    String name = option("--user", "HOLDFAST_USER");
    if (name == null) {
      throw Failure.usage("Name a System Administrator with --user or HOLDFAST_USER.");
    }
    VaultClient vault = VaultClient.trusting(address(), authority());
    VaultClient.User user =
        new VaultClient.User(name, secret("HOLDFAST_PASSWORD", "Password of " + name));
    VaultClient.Answer answer = vault.post(path, request, user);
    if (!answer.isOk()) {
      throw Failure.of("%s", refusal(answer, name));
    }
    boolean isDone = answer.body().getBoolean(proof, false);
    System.out.println(isDone ? done : notDone + why(answer.body()));
    answer.body().forEach(HsmClient::print);
    return isDone ? 0 : NOT_DONE;
  }

  private static String why(JsonObject status) {
    JsonObject cause = status.getJsonObject("cause");
    if (cause != null) {
      return ": " + new VaultClient.Answer(0, cause).problem();
    }
    return status.getBoolean("enabled", false) ? "." : ": HSM mode is not enabled.";
  }

  private static void print(String name, JsonValue value) {
    if (!name.equals("vendors") && !name.equals("cause")) {
      String text = value instanceof JsonString string ? string.getString() : value.toString();
      System.out.printf("  %-22s %s%n", name, text);
    }
  }

  private static String refusal(VaultClient.Answer answer, String user) {
    boolean unexplained = answer.body().isEmpty();
    if (unexplained && answer.status() == 401) {
      return "The vault does not know %s by that password.".formatted(user);
    }
    if (unexplained && answer.status() == 403) {
      return "%s may not do this; it takes a System Administrator.".formatted(user);
    }
    return answer.problem();
  }

  private URI address() {
    String url = option("--url", "HOLDFAST_URL");
    if (url == null) {
      String port = option("--port", "HOLDFAST_PORT");
      url = "https://127.0.0.1:" + (port == null ? "8443" : port) + "/";
    }
    try {
      return URI.create(url.endsWith("/") ? url : url + "/");
    } catch (IllegalArgumentException e) {
      throw Failure.usage("%s is not the address of a server.", url);
    }
  }

  private Path authority() {
    String file = option("--ca", "HOLDFAST_CA");
    if (file != null) {
      return Path.of(file);
    }
    String home = option("--home", "HOLDFAST_HOME");
    Path own =
        (home == null ? Path.of(System.getProperty("user.home"), ".holdfast") : Path.of(home))
            .resolve("etc/tls/ca.crt");
    if (!Files.isReadable(own)) {
      throw Failure.usage(
          "%s can't be read, so the server can't be trusted. Name the home of the vault with --home,"
              + " or its authority's certificate with --ca.",
          own);
    }
    return own;
  }

  private @Nullable String option(String name, String variable) {
    String value = options.get(name);
    if (value != null) {
      return value;
    }
    String set = environment.get(variable);
    return set == null || set.isBlank() ? null : set;
  }

  @SuppressWarnings("SystemConsoleNull") // null it is on Java 17 where there is no terminal
  private String secret(String variable, String prompt) {
    String set = environment.get(variable);
    if (set != null && !set.isEmpty()) {
      return set;
    }
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("%s: ", prompt);
    if (typed == null || typed.length == 0) {
      throw Failure.usage("%s is missing: set %s, or run this in a terminal.", prompt, variable);
    }
    return new String(typed);
  }
}

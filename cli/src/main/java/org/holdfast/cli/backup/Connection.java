package org.holdfast.cli.backup;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Credentials;
import org.holdfast.cli.vault.VaultAddress;
import org.holdfast.cli.vault.VaultApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which vault is asked, by whom, and in what form the answer is printed. */
final class Connection {

  private static final String PASSWORD_OPTION = "--password-fd";

  private final Context context;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      order = 101,
      description =
          "System Administrator (HOLDFAST_USER). The password: HOLDFAST_PASSWORD, else asked for.")
  private @Nullable String user;

  @Option(
      names = PASSWORD_OPTION,
      paramLabel = "N",
      order = 102,
      description = "The password is the first line of file descriptor N.")
  private @Nullable Integer passwordDescriptor;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      order = 103,
      description = "Home of the vault (HOLDFAST_HOME, ~/.holdfast).")
  private @Nullable Path home;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      order = 104,
      description = "Port of the vault on this machine (HOLDFAST_PORT, 8443).")
  private @Nullable Integer port;

  @Option(
      names = "--url",
      paramLabel = "URL",
      order = 105,
      description = "A vault elsewhere (HOLDFAST_URL).")
  private @Nullable String url;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      order = 106,
      description = "Trusted authority (HOLDFAST_CA, HOME/etc/tls/ca.crt).")
  private @Nullable Path authority;

  @Option(names = "--json", order = 107, description = "Print the server's JSON.")
  private boolean json;

  Connection(Context context) {
    this.context = context;
  }

  /**
   * The vault, with the user's password, for the caller to close.
   *
   * @throws CommandFailure if something of it is missing
   */
  VaultApi open() {
    String name = user == null ? context.variable("HOLDFAST_USER") : user;
    if (name == null) {
      throw CommandFailure.usage("Name a System Administrator with --user or HOLDFAST_USER.");
    }
    if (name.indexOf(':') >= 0) {
      throw CommandFailure.usage("A user's name has no colon.");
    }
    VaultAddress address = address();
    return new VaultApi(
        address,
        new Credentials(
            name,
            context
                .secrets()
                .get(
                    new Secrets.Source("Password of " + name, PASSWORD_OPTION, "HOLDFAST_PASSWORD"),
                    passwordDescriptor)));
  }

  private VaultAddress address() {
    String given = url == null ? context.variable("HOLDFAST_URL") : url;
    if (port != null && url != null) {
      throw CommandFailure.usage("Give --url or --port, not both.");
    }
    if (port != null || given == null) {
      given = "https://127.0.0.1:" + (port == null ? usualPort() : port.toString()) + "/";
    }
    return VaultAddress.of(given, authority());
  }

  private String usualPort() {
    String set = context.variable("HOLDFAST_PORT");
    return set == null ? "8443" : set;
  }

  private Path authority() {
    if (authority != null) {
      return authority;
    }
    String set = context.variable("HOLDFAST_CA");
    if (set != null) {
      return Path.of(set);
    }
    Path folder = home;
    if (folder == null) {
      String variable = context.variable("HOLDFAST_HOME");
      folder =
          variable == null
              ? Path.of(System.getProperty("user.home"), ".holdfast")
              : Path.of(variable);
    }
    return folder.resolve("etc/tls/ca.crt");
  }

  /** Prints an answer: as it came, or in words. */
  void print(Answer answer, Supplier<String> words) {
    String text = json ? answer.text() : words.get();
    if (!text.isEmpty()) {
      context.output().say(text.stripTrailing());
    }
  }

  /** Whether JSON is wanted. */
  boolean isJson() {
    return json;
  }

  Context context() {
    return context;
  }
}

package org.holdfast.cli.connection;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Credentials;
import org.holdfast.cli.vault.EndpointKey;
import org.holdfast.cli.vault.VaultAddress;
import org.holdfast.cli.vault.VaultApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which vault is asked, by whom, and in what form the answer is printed. */
public final class Connection {

  private static final String PASSWORD_OPTION = "--password-fd";

  private final Context context;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      order = 101,
      description =
          "Who signs in (HOLDFAST_USER). The password: HOLDFAST_PASSWORD, else asked for.")
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

  /** In these surroundings. */
  public Connection(Context context) {
    this.context = context;
  }

  /**
   * The vault, with the user's password, for the caller to close.
   *
   * @throws CommandFailure if something of it is missing
   */
  public VaultApi open() {
    String name = user == null ? context.variable("HOLDFAST_USER") : user;
    if (name == null) {
      throw CommandFailure.usage("Name who signs in, with --user or HOLDFAST_USER.");
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

  /** The vault, for an endpoint with its certificate. */
  public VaultApi open(EndpointKey key) {
    return new VaultApi(address(), key);
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
    return home().resolve("etc/tls/ca.crt");
  }

  /** The home folder on this machine. */
  public Path home() {
    return context.home(home);
  }

  /** Whether somebody is named who signs in. */
  public boolean hasUser() {
    return user != null || context.variable("HOLDFAST_USER") != null;
  }

  /** Whether the vault is named by its address, so it may be elsewhere. */
  public boolean hasAddress() {
    return url != null || context.variable("HOLDFAST_URL") != null;
  }

  /** Prints an answer: as it came, or in words. */
  public void print(Answer answer, Supplier<String> words) {
    String text = json ? answer.text() : words.get();
    if (!text.isEmpty()) {
      context.output().say(text.stripTrailing());
    }
  }

  /** Whether JSON is wanted. */
  public boolean isJson() {
    return json;
  }

  /** What surrounds the command. */
  public Context context() {
    return context;
  }
}

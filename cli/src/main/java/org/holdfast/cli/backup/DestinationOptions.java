package org.holdfast.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a destination is; for one that is there, what they leave out stays. */
final class DestinationOptions {

  private static final String PASSWORD_OPTION = "--destination-password-fd";
  private static final Secrets.Source PASSWORD =
      new Secrets.Source("Password at the destination", PASSWORD_OPTION, null);

  private final Context context;

  @Option(names = "--method", paramLabel = "METHOD", description = "local, sftp or scp.")
  private @Nullable String method;

  @Option(names = "--path", paramLabel = "FOLDER", description = "Folder there; it has to exist.")
  private @Nullable String path;

  @Option(names = "--ssh-host", paramLabel = "HOST", description = "SSH server.")
  private @Nullable String host;

  @Option(names = "--ssh-port", paramLabel = "PORT", description = "Its port (default: 22).")
  private @Nullable Integer port;

  @Option(names = "--ssh-user", paramLabel = "NAME", description = "User there.")
  private @Nullable String user;

  @Option(
      names = "--ssh-key",
      description = "Sign in with the vault's own key (default); see 'public-key'.")
  private boolean withKey;

  @Option(names = "--ssh-password", description = "Sign in with a password; asks for it.")
  private boolean withPassword;

  @Option(
      names = PASSWORD_OPTION,
      paramLabel = "N",
      description = "As --ssh-password; it is the first line of file descriptor N.")
  private @Nullable Integer passwordDescriptor;

  @Option(
      names = "--host-key-fingerprint",
      paramLabel = "FINGERPRINT",
      description =
          "The key that the SSH server has to show, as in SHA256:…; without it, asks whether it is right.")
  private @Nullable String fingerprint;

  DestinationOptions(Context context) {
    this.context = context;
  }

  /** What is to be sent, and the password that goes with it, closed by the caller. */
  static final class Request implements AutoCloseable {

    private final JsonObject json;
    private final @Nullable SecretChars password;

    private Request(JsonObject json, @Nullable SecretChars password) {
      this.json = json;
      this.password = password;
    }

    Body body() {
      Body body = new Body(json);
      return password == null ? body : body.withSecret("password", password);
    }

    @Override
    public void close() {
      if (password != null) {
        password.close();
      }
    }
  }

  /**
   * The request for a destination.
   *
   * @param now what is there; empty for a new one
   */
  Request request(VaultApi vault, String name, JsonObject now) {
    String chosen = pick(method, now, "method").toUpperCase(Locale.ROOT);
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", name)
            .add("method", chosen)
            .add("path", need("--path", pick(path, now, "path")));
    if (need("--method", chosen).equals("LOCAL")) {
      if (host != null || user != null || wantsPassword()) {
        throw CommandFailure.usage("A local folder has neither SSH server, nor user or password.");
      }
      return new Request(json.build(), null);
    }
    String server = need("--ssh-host", pick(host, now, "host"));
    int serverPort = port == null ? (int) Fields.number(now, "port") : port;
    if (serverPort == 0) {
      serverPort = Location.Remote.DEFAULT_PORT;
    }
    boolean isSameServer =
        server.equals(now.getString("host", "")) && serverPort == Fields.number(now, "port");
    JsonObject plain =
        json.add("host", server)
            .add("port", serverPort)
            .add("user", need("--ssh-user", pick(user, now, "user")))
            .add("authentication", authentication(now))
            .build();
    JsonObject pinned =
        Json.createObjectBuilder(plain)
            .add("hostKeyFingerprint", fingerprint(vault, plain, isSameServer ? now : plain))
            .build();
    return new Request(
        pinned, wantsPassword() ? context.secrets().get(PASSWORD, passwordDescriptor) : null);
  }

  /**
   * @param known holds the key that was pinned before, if that still counts
   */
  private String fingerprint(VaultApi vault, JsonObject destination, JsonObject known) {
    if (fingerprint != null) {
      return fingerprint;
    }
    String before = Fields.object(known, "hostKey").getString("fingerprint", "");
    return before.isEmpty() ? new HostKeys(vault, context).confirmed(destination) : before;
  }

  /** What is to be sent to see the server's key. */
  JsonObject probe() {
    return Json.createObjectBuilder()
        .add("method", method == null ? "SFTP" : method.toUpperCase(Locale.ROOT))
        .add("host", need("--ssh-host", host == null ? "" : host))
        .add("port", port == null ? Location.Remote.DEFAULT_PORT : port)
        .add("path", path == null ? "." : path)
        .add("user", user == null ? "" : user)
        .build();
  }

  private boolean wantsPassword() {
    if (withKey && (withPassword || passwordDescriptor != null)) {
      throw CommandFailure.usage("Give --ssh-key or a password, not both.");
    }
    return withPassword || passwordDescriptor != null;
  }

  private String authentication(JsonObject now) {
    if (wantsPassword()) {
      return "PASSWORD";
    }
    return withKey ? "PUBLIC_KEY" : now.getString("authentication", "PUBLIC_KEY");
  }

  private static String pick(@Nullable String given, JsonObject now, String field) {
    return given == null ? now.getString(field, "") : given;
  }

  private static String need(String option, String value) {
    if (value.isEmpty()) {
      throw CommandFailure.usage(option + " is missing.");
    }
    return value;
  }
}

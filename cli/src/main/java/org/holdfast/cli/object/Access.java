package org.holdfast.cli.object;

import java.nio.file.Path;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.vault.EndpointKey;
import org.holdfast.cli.vault.VaultApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who asks for objects: a user, or an endpoint with its certificate. */
final class Access {

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      order = 98,
      description = "An endpoint's certificate in PEM; nobody signs in then (HOLDFAST_CERT).")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      order = 99,
      description = "Its private key, unencrypted PKCS#8 in PEM (HOLDFAST_CERT_KEY).")
  private @Nullable Path key;

  @Mixin private final Connection connection;
  private final Context context;

  Access(Context context) {
    this.context = context;
    this.connection = new Connection(context);
  }

  /** The vault, for the caller to close. */
  VaultApi open() {
    boolean byOption = certificate != null || key != null;
    if (!byOption && connection.hasUser()) {
      return connection.open();
    }
    Path shown = byOption ? certificate : file("HOLDFAST_CERT");
    Path own = byOption ? key : file("HOLDFAST_CERT_KEY");
    if (shown == null && own == null) {
      return connection.open();
    }
    if (shown == null || own == null) {
      throw CommandFailure.usage("An endpoint takes both --cert and --key.");
    }
    return connection.open(EndpointKey.read(shown, own));
  }

  private @Nullable Path file(String variable) {
    String name = context.variable(variable);
    return name == null ? null : Path.of(name);
  }

  Connection connection() {
    return connection;
  }
}

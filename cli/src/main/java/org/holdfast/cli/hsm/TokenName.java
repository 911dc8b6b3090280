package org.holdfast.cli.hsm;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which token is meant (S13). */
final class TokenName {

  @Option(
      names = "--vendor",
      paramLabel = "ID",
      required = true,
      order = 1,
      description = "Whose HSM, such as thales-luna; 'holdfast hsm vendors' lists them.")
  private String vendor = "";

  @Option(
      names = "--token-label",
      paramLabel = "LABEL",
      order = 2,
      description =
          "The token: partition name, OCS or softcard name. Without it, the only token there is.")
  private @Nullable String tokenLabel;

  /** The fields of a request. */
  JsonObjectBuilder json() {
    JsonObjectBuilder json = Json.createObjectBuilder().add("vendor", vendor);
    if (tokenLabel != null) {
      json.add("tokenLabel", tokenLabel);
    }
    return json;
  }
}

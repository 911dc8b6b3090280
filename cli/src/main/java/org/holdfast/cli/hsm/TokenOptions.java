package org.holdfast.cli.hsm;

import jakarta.json.JsonObjectBuilder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which token is meant, and what of it is accepted (S105). */
final class TokenOptions {

  @Mixin private final TokenName name = new TokenName();

  @Option(
      names = "--allow-module-protection",
      order = 3,
      description =
          "Entrust: accept a key that the module alone protects, without softcard or card set.")
  private boolean allowModuleProtection;

  /** The fields of a request. */
  JsonObjectBuilder json() {
    JsonObjectBuilder json = name.json();
    if (allowModuleProtection) {
      json.add("allowModuleProtection", true);
    }
    return json;
  }
}

package org.holdfast.cli.hsm;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.doctor.CredentialOption;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast hsm roots}: several Roots of Trust at once (B8). */
@Command(
    name = "roots",
    description = "The Roots of Trust, each of which opens the vault alone.",
    footer = {"  holdfast hsm roots list", "  holdfast hsm roots add second --vendor utimaco"})
final class RootsCommand {

  private static final String ROOTS = "hsm/roots";
  private static final String PASSPHRASE = "recoveryPassphrase";
  private static final String NAMED = "Its name, as 'list' shows it.";

  /** Shows all. */
  @Command(
      name = "list",
      description = "List the Roots of Trust in force, the one that opens first at the top.",
      footer = "  holdfast hsm roots list")
  int list(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer roots = vault.get(ROOTS);
      connection.print(roots, () -> words(roots.body()));
      return ExitCode.OK;
    }
  }

  /** Adds one. */
  @Command(
      name = "add",
      description = {
        "Make a Root of Trust key on one more HSM, which opens the vault alone from then on.",
        "Asks for the HSM credential and the recovery passphrase."
      },
      footer = "  holdfast hsm roots add second --vendor utimaco --token-label vault")
  int add(
      @Parameters(paramLabel = "NAME", description = "New and unique.") String name,
      @Mixin TokenOptions token,
      @Mixin CredentialOption credential,
      @Mixin PassphraseOption passphrase,
      @Mixin Connection connection) {
    try (SecretChars secret = credential.get();
        SecretChars recovery = passphrase.get()) {
      Body body =
          new Body(token.json().add("name", name).build())
              .withSecret("credential", secret)
              .withSecret(PASSPHRASE, recovery);
      return new Operation(connection)
          .run(
              "Adding Root of Trust " + name,
              vault -> vault.operate(ROOTS, body),
              roots -> "Root of Trust %s is added.\n\n%s".formatted(name, words(roots)));
    }
  }

  /** Changes one. */
  @Command(
      name = "set",
      description = "Give a Root of Trust another name or another place in the order.",
      footer = {
        "  holdfast hsm roots set second --priority 1",
        "  holdfast hsm roots set second --name luna-2"
      })
  int set(
      @Parameters(paramLabel = "NAME", description = NAMED) String name,
      @Option(names = "--name", paramLabel = "NAME", description = "New name.")
          @Nullable String called,
      @Option(
              names = "--priority",
              paramLabel = "N",
              description = "Place in the order, from 1, the primary one.")
          @Nullable Integer priority,
      @Mixin Connection connection) {
    JsonObjectBuilder change = Json.createObjectBuilder();
    if (called != null) {
      change.add("name", called);
    }
    if (priority != null) {
      change.add("priority", priority);
    }
    JsonObject json = change.build();
    if (json.isEmpty()) {
      throw CommandFailure.usage("Give --name or --priority, or both.");
    }
    try (VaultApi vault = connection.open()) {
      Answer roots = vault.patch(path(name), new Body(json));
      connection.print(roots, () -> words(roots.body()));
      return ExitCode.OK;
    }
  }

  /** Ends one. */
  @Command(
      name = "remove",
      description = {
        "Take a Root of Trust out of use: its HSM opens the vault no longer. Asks for the recovery passphrase.",
        "Its key stays on the token, for backups made before. The last one is not removed: see reverse-migrate."
      },
      footer = {
        "  holdfast hsm roots remove second",
        "  holdfast hsm roots remove second --yes --passphrase-fd 3 3<passphrase.txt"
      })
  int remove(
      @Parameters(paramLabel = "NAME", description = NAMED) String name,
      @Mixin PassphraseOption passphrase,
      @Mixin Confirmation confirmation,
      @Mixin Connection connection) {
    confirmation.require(
        "Its HSM opens the vault no longer; the key stays there, for backups made before.",
        "the name of the Root of Trust",
        name);
    try (SecretChars recovery = passphrase.get()) {
      Body body = new Body(JsonObject.EMPTY_JSON_OBJECT).withSecret(PASSPHRASE, recovery);
      return new Operation(connection)
          .run(
              "Removing Root of Trust " + name,
              vault -> vault.operateDelete(path(name), body),
              roots -> "Root of Trust %s is removed.\n\n%s".formatted(name, words(roots)));
    }
  }

  /** Makes a new key. */
  @Command(
      name = "rotate",
      description = {
        "Make a new key for a Root of Trust on its HSM and put the vault under it.",
        "Asks for the recovery passphrase."
      },
      footer = "  holdfast hsm roots rotate hsm-1")
  int rotate(
      @Parameters(paramLabel = "NAME", description = NAMED) String name,
      @Mixin PassphraseOption passphrase,
      @Mixin Connection connection) {
    try (SecretChars recovery = passphrase.get()) {
      Body body = new Body(JsonObject.EMPTY_JSON_OBJECT).withSecret(PASSPHRASE, recovery);
      return new Operation(connection)
          .run(
              "Rotating Root of Trust " + name,
              vault -> vault.operate(path(name) + "/rotate", body),
              roots -> "Root of Trust %s has a new key.\n\n%s".formatted(name, words(roots)));
    }
  }

  private static String path(String name) {
    return ROOTS + "/" + Query.encode(name);
  }

  private static String words(JsonObject roots) {
    return StatusText.roots(Fields.objects(roots, "items"));
  }
}

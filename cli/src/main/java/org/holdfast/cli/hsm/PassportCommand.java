package org.holdfast.cli.hsm;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code holdfast hsm passport}: what the Root of Trust keys were like when they were made (B5).
 */
@Command(
    name = "passport",
    description = "What the Root of Trust keys and their tokens were like when the keys were made.",
    footer = {
      "  holdfast hsm passport show",
      "  holdfast hsm passport renew --note 'Firmware 7.8.4, change 4711'"
    })
final class PassportCommand {

  private static final String PASSPORT = "hsm/passport";

  /** Shows them. */
  @Command(
      name = "show",
      description = {
        "Show what each token said of its Root of Trust key when that was made.",
        "Every check compares it with what the token says then; 'holdfast hsm verify' is one."
      },
      footer = "  holdfast hsm passport show")
  int show(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer passports = vault.get(PASSPORT);
      connection.print(passports, () -> words(Fields.objects(passports.body(), "items")));
      return ExitCode.OK;
    }
  }

  /** Takes them anew. */
  @Command(
      name = "renew",
      description = "Take them anew after a change that was meant, such as new firmware.",
      footer = "  holdfast hsm passport renew --note 'Firmware 7.8.4, change 4711'")
  int renew(
      @Option(
              names = "--note",
              paramLabel = "TEXT",
              required = true,
              description = "Why the change was meant, for the audit trail.")
          String note,
      @Mixin Connection connection) {
    Body body = new Body(Json.createObjectBuilder().add("note", note).build());
    return new Operation(connection)
        .run(
            "Checking the HSM",
            vault -> {
              vault.operate(PASSPORT, body);
              return vault.get(PASSPORT);
            },
            after -> "The passports are taken anew.\n\n" + words(Fields.objects(after, "items")));
  }

  private static String words(List<JsonObject> passports) {
    return passports.isEmpty()
        ? "There is no Root of Trust: the vault is protected by the recovery passphrase alone."
        : passports.stream().map(PassportCommand::words).collect(Collectors.joining("\n\n"));
  }

  private static String words(JsonObject passport) {
    Facts facts =
        new Facts()
            .add("Root of Trust", Fields.text(passport, "name"))
            .add("Key number", Fields.text(passport, "keyNumber"))
            .add("Check value", Fields.text(passport, "checkValue"))
            .add("Token serial number", Fields.text(passport, "tokenSerial"))
            .add("Taken", Fields.time(passport, "made"));
    if (passport.containsKey("made")) {
      facts
          .add("Firmware", Fields.text(passport, "firmware"))
          .add("Bits", Fields.text(passport, "bits"));
      JsonObject attributes = Fields.object(passport, "attributes");
      attributes.keySet().forEach(name -> facts.add(name, yesOrNo(attributes, name)));
      facts.add(
          "Ways to wrap",
          passport.getJsonArray("mechanisms").getValuesAs(PassportCommand::text).stream()
              .collect(Collectors.joining(", ")));
    }
    return facts.toString();
  }

  private static String yesOrNo(JsonObject attributes, String name) {
    return Fields.isTrue(attributes, name) ? "yes" : "no";
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).getString();
  }
}

package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.doctor.CredentialOption;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm check-credential} (S106 to S109). */
@Command(
    name = "check-credential",
    description = {
      "Say how an HSM credential will be read, and which rules it breaks.",
      "It is neither stored nor sent to the HSM. Exit code 6: the vendor's rules refuse it,",
      "or take it only with --allow-module-protection."
    },
    footer = "  holdfast hsm check-credential --vendor entrust --token-label vault")
final class CheckCredentialCommand implements Callable<Integer> {

  @Mixin private final TokenName token = new TokenName();
  @Mixin private final CredentialOption credential;
  @Mixin private final Connection connection;

  CheckCredentialCommand(Context context) {
    this.credential = new CredentialOption(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open();
        SecretChars secret = credential.get()) {
      Answer check =
          vault.post(
              "hsm/credential/check",
              new Body(token.json().build()).withSecret("credential", secret));
      connection.print(check, () -> words(check.body()));
      return isRefused(check.body()) ? ExitCode.FOUND : ExitCode.OK;
    }
  }

  private static boolean isRefused(JsonObject check) {
    return !Fields.objects(check, "problems").isEmpty()
        || Fields.isTrue(check, "needsConfirmation");
  }

  private static String words(JsonObject check) {
    Table table = new Table(Fields.text(Fields.object(check, "reading"), "words"));
    add(table, "REFUSED", Fields.objects(check, "problems"));
    if (Fields.isTrue(check, "needsConfirmation")) {
      table.note(
          "REFUSED unless --allow-module-protection says that it is meant: whoever reaches the HSM"
              + " can use such a key.");
    }
    add(table, "warning", Fields.objects(check, "warnings"));
    add(table, "Oracle SQL would refuse it", Fields.objects(check, "oracleSqlRules"));
    return table.toString();
  }

  private static void add(Table table, String kind, List<JsonObject> findings) {
    for (JsonObject finding : findings) {
      table.note(
          "%s: %s %s".formatted(kind, Fields.text(finding, "text"), Fields.text(finding, "cure")));
    }
  }
}

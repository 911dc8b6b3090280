package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.vault.Body;
import org.holdfast.domain.secret.SecretChars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm change-passphrase} (S7). */
@Command(
    name = "change-passphrase",
    description = {
      "Change the recovery passphrase; asks for the one in force and for the new one.",
      "Backups that were made before open with the passphrase of their time."
    },
    footer = {
      "  holdfast hsm change-passphrase",
      "  holdfast hsm change-passphrase --passphrase-fd 3 --new-passphrase-fd 4 3<old.txt 4<new.txt"
    })
final class ChangePassphraseCommand implements Callable<Integer> {

  @Mixin private final PassphraseOption passphrase;
  @Mixin private final NewPassphraseOption replacement;
  @Mixin private final Connection connection;

  ChangePassphraseCommand(Context context) {
    this.passphrase = new PassphraseOption(context);
    this.replacement = new NewPassphraseOption(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (SecretChars former = passphrase.get();
        SecretChars later = replacement.get()) {
      Body body =
          new Body(JsonObject.EMPTY_JSON_OBJECT)
              .withSecret("oldRecoveryPassphrase", former)
              .withSecret("newRecoveryPassphrase", later);
      return new Operation(connection)
          .run(
              "Changing the recovery passphrase",
              vault -> vault.operate("hsm/recovery-passphrase", body),
              status ->
                  "The recovery passphrase is changed. Keep the new one outside this server,\n"
                      + "and the old one for as long as there are backups of its time.");
    }
  }
}

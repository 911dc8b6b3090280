package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm open}. */
@Command(
    name = "open",
    description = {
      "Open the vault: in HSM mode with the stored credential, in passphrase mode with the recovery passphrase.",
      "Also after 'close', which nothing else undoes. 'open-wallet' proves that it would open with the vault down."
    },
    footer = {
      "  holdfast hsm open --user sysadmin",
      "  holdfast hsm open --passphrase-fd 3 3<passphrase.txt"
    })
final class OpenCommand implements Callable<Integer> {

  @Mixin private final PassphraseOption passphrase;
  @Mixin private final Connection connection;

  OpenCommand(Context context) {
    this.passphrase = new PassphraseOption(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      JsonObject before = vault.get("hsm").body();
      Answer after = open(vault, before);
      boolean isOpen = Fields.isTrue(after.body(), "vaultOpen");
      connection.print(
          after,
          () ->
              (isOpen ? "The vault is open." : "The vault stays closed.")
                  + "\n\n"
                  + StatusText.of(after.body()));
      return isOpen ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  private Answer open(VaultApi vault, JsonObject before) {
    Body body = new Body(JsonObject.EMPTY_JSON_OBJECT);
    if (Fields.isTrue(before, "enabled") || Fields.isTrue(before, "vaultOpen")) {
      return vault.operate("hsm/open", body);
    }
    try (SecretChars recovery = passphrase.get()) {
      return vault.operate("hsm/open", body.withSecret("recoveryPassphrase", recovery));
    }
  }
}

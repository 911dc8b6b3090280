package org.holdfast.cli.ledger;

import jakarta.json.Json;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast hsm ledger destroy-master-key}. */
@Command(
    name = "destroy-master-key",
    description =
        "Take a former generation of the master key out of the wallet. Refused while anything needs it.",
    footer = "  holdfast hsm ledger destroy-master-key 1")
final class DestroyMasterKeyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "GENERATION", description = "As the ledger shows it.")
  private int generation;

  @Mixin private final PassphraseOption recoveryPassphrase;
  @Mixin private final Confirmation confirmation;
  @Mixin private final Connection connection;

  DestroyMasterKeyCommand(Context context) {
    this.recoveryPassphrase = new PassphraseOption(context);
    this.confirmation = new Confirmation(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      confirmation.require(
          "Master key generation %d leaves the wallet.".formatted(generation)
              + " This cannot be undone.",
          "the generation",
          Integer.toString(generation));
      try (SecretChars passphrase = recoveryPassphrase.get()) {
        Answer ledger =
            vault.post(
                LedgerCommand.PATH + "/master-keys/" + generation + "/destroy",
                new Body(
                        Json.createObjectBuilder()
                            .add("confirmation", Integer.toString(generation))
                            .build())
                    .withSecret("recoveryPassphrase", passphrase));
        connection.print(
            ledger, () -> "Master key generation %d is destroyed.".formatted(generation));
      }
      return ExitCode.OK;
    }
  }
}

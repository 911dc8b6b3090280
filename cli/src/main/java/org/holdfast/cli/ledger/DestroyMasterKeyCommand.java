package org.holdfast.cli.ledger;

import jakarta.json.Json;
import java.util.concurrent.Callable;
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

  @Mixin private final Confirmation confirmation;
  @Mixin private final Connection connection;

  DestroyMasterKeyCommand(Context context) {
    this.confirmation = new Confirmation(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      String typed =
          confirmation.typed(
              "Master key generation %d leaves the wallet.".formatted(generation),
              "the generation",
              generation);
      try (SecretChars passphrase = confirmation.passphrase()) {
        Answer ledger =
            vault.post(
                LedgerCommand.PATH + "/master-keys/" + generation + "/destroy",
                new Body(Json.createObjectBuilder().add("confirmation", typed).build())
                    .withSecret("recoveryPassphrase", passphrase));
        connection.print(
            ledger, () -> "Master key generation %d is destroyed.".formatted(generation));
      }
      return ExitCode.OK;
    }
  }
}

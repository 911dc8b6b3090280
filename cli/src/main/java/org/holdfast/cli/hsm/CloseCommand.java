package org.holdfast.cli.hsm;

import jakarta.json.Json;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.vault.Body;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast hsm close}. */
@Command(
    name = "close",
    description = {
      "Close the vault at once: the master keys are wiped from memory, and nobody reads or writes.",
      "It stays closed, over restarts too, until a System Administrator opens it.",
      "If it was closed before, that is said with its reason (HF-2023), which stays in force."
    },
    footer = {
      "  holdfast hsm close --reason 'theft reported'",
      "  holdfast hsm close --reason drill --yes"
    })
final class CloseCommand implements Callable<Integer> {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      order = 1,
      description = "Why, for the audit trail and for whoever finds the vault closed.")
  private String reason = "";

  @Mixin private final Confirmation confirmation;
  @Mixin private final Connection connection;

  CloseCommand(Context context) {
    this.confirmation = new Confirmation(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    confirmation.require(
        "Every client of the vault is refused until it is opened again.",
        "the operation's name",
        "close");
    Body body = new Body(Json.createObjectBuilder().add("reason", reason).build());
    return new Operation(connection)
        .run(
            "Closing the vault",
            vault -> vault.operate("hsm/close", body),
            status ->
                "The vault is closed. To open it again: holdfast hsm open\n\n"
                    + StatusText.of(status));
  }
}

package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.vault.Body;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast hsm rotate-master-key}. */
@Command(
    name = "rotate-master-key",
    description = {
      "Make a fresh generation of the master key; what is stored from now on is under it.",
      "Existing data keys are re-wrapped behind, while the vault works: holdfast hsm rewrap. The former generation"
          + " stays until the ledger says that nothing needs it."
    },
    footer = {"  holdfast hsm rotate-master-key", "  holdfast hsm rotate-master-key --no-wait"})
final class RotateMasterKeyCommand implements Callable<Integer> {

  @Mixin private final Connection connection;

  @Option(
      names = "--no-wait",
      order = 91,
      description =
          "Return once the new generation is in force; data keys are re-wrapped behind it.")
  private boolean noWait;

  RotateMasterKeyCommand(Context context) {
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    return new Operation(connection)
        .runAndRewrap(
            "Rotating the master key",
            vault -> {
              vault.operate("hsm/master-key/rotate", new Body(JsonObject.EMPTY_JSON_OBJECT));
              return vault.get("hsm");
            },
            "A fresh generation of the master key is in force.",
            !noWait);
  }
}

package org.holdfast.cli.ledger;

import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm ledger} (B9). */
@Command(
    name = "ledger",
    description =
        "Show which Root of Trust keys and master keys there are, and what still needs each of them.",
    footer = {"  holdfast hsm ledger", "  holdfast hsm ledger --json"},
    subcommands = {DestroyRootKeyCommand.class, DestroyMasterKeyCommand.class})
public final class LedgerCommand implements Callable<Integer> {

  /** Below {@code /api/v1/}. */
  static final String PATH = "hsm/ledger";

  @Mixin private final Connection connection;

  LedgerCommand(Context context) {
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      Answer ledger = vault.get(PATH);
      connection.print(ledger, () -> LedgerWords.of(ledger.body()));
      return ExitCode.OK;
    }
  }
}

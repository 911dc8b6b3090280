package org.holdfast.cli.hsm;

import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm status}. */
@Command(
    name = "status",
    description = "Show how the HSM stands: mode, arrow, cause, Roots of Trust, newest trace.",
    footer = {"  holdfast hsm status --user sysadmin", "  holdfast hsm status --json | jq .up"})
final class StatusCommand implements Callable<Integer> {

  @Mixin private final Connection connection;

  StatusCommand(Context context) {
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      Answer status = vault.get("hsm");
      connection.print(status, () -> StatusText.of(status.body()));
      return ExitCode.OK;
    }
  }
}

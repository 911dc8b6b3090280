package org.holdfast.cli.hsm;

import java.util.function.ToIntFunction;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.local.HomeLock;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the vault is asked, or the command does it itself. */
final class Way {

  @Option(
      names = "--offline",
      description = "Do it from here, even if a vault runs or an address is set.")
  private boolean offline;

  @Mixin private final Connection connection;

  Way(Context context) {
    this.connection = new Connection(context);
  }

  /** A vault that runs knows more, and must not be got in the way of. */
  boolean isThroughVault() {
    return !offline && (connection.hasAddress() || HomeLock.isHeld(connection.home()));
  }

  /**
   * Asks the vault.
   *
   * @return the exit code
   * @throws CommandFailure what the question failed with; if nobody signs in, or nothing answers,
   *     it names the other way too
   */
  int ask(ToIntFunction<Asked> question) {
    try {
      return question.applyAsInt(new Asked(connection));
    } catch (CommandFailure e) {
      if (e.exitCode() != ExitCode.UNREACHABLE && connection.hasUser()) {
        throw e;
      }
      throw new CommandFailure(
          e.exitCode(), e.text() + " With --offline it is done from here, without the vault.", e);
    }
  }

  Connection connection() {
    return connection;
  }
}

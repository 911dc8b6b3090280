package org.holdfast.cli.hsm;

import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
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

  Connection connection() {
    return connection;
  }
}

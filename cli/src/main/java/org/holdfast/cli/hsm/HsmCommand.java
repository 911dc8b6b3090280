package org.holdfast.cli.hsm;

import org.holdfast.cli.context.Version;
import org.holdfast.cli.drill.DrillCommand;
import org.holdfast.cli.ledger.LedgerCommand;
import org.holdfast.cli.ledger.RewrapCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code holdfast hsm}, and {@code hsmclient} under the original's names (S86): the group. */
@Command(
    name = "hsm",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "The HSM and the Root of Trust: asked through the vault while it runs, else from here with the home's own files.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and as it should be",
      "1:not done, and why is printed",
      "2:wrong use",
      "3:the server can't be reached or trusted",
      "4:sign-in refused"
    },
    subcommands = {
      VerifyCommand.class,
      OpenWalletCommand.class,
      PreRestoreCommand.class,
      LedgerCommand.class,
      RewrapCommand.class,
      DrillCommand.class
    })
public final class HsmCommand {}

package org.holdfast.cli.hsm;

import org.holdfast.cli.drill.DrillCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code holdfast hsm}: the group. */
@Command(
    name = "hsm",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "The HSM behind the vault.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and as it should be",
      "1:refused, or failed; why is on the standard error stream",
      "2:wrong use"
    },
    subcommands = DrillCommand.class)
public final class HsmCommand {}

package org.holdfast.cli;

import org.holdfast.cli.backup.BackupCommand;
import org.holdfast.cli.hsm.HsmCommand;
import picocli.CommandLine.Command;

/** {@code holdfast}, as far as its commands are here; the launcher has the others. */
@Command(
    name = "holdfast",
    subcommands = {BackupCommand.class, HsmCommand.class})
final class HoldfastCommand {}

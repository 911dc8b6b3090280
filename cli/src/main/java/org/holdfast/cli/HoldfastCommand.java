package org.holdfast.cli;

import org.holdfast.cli.backup.BackupCommand;
import picocli.CommandLine.Command;

/** {@code holdfast}, as far as its commands are here; the launcher has the others. */
@Command(name = "holdfast", subcommands = BackupCommand.class)
final class HoldfastCommand {}

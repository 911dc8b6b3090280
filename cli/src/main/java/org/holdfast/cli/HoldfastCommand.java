package org.holdfast.cli;

import org.holdfast.cli.context.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/**
 * {@code holdfast}. What is said here of help and exit codes holds for every command below it.
 * Those are added by {@link CommandTree}.
 */
@Command(
    name = "holdfast",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "A key vault with a hardware Root of Trust: the server, and what it is asked.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused, or failed, or a test did not succeed; why is on the standard error stream",
      "2:wrong use",
      "3:the server can't be reached or trusted",
      "4:sign-in refused",
      "5:a backup file is damaged",
      "6:a check came to its end and found something wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast trial",
      "  holdfast hsm status --user sysadmin",
      "  holdfast help backup schedule create"
    })
final class HoldfastCommand {}

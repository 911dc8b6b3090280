package org.holdfast.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.manual.Names;
import org.holdfast.cli.output.Output;
import org.holdfast.cli.vault.Answer;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds the command that arguments name, runs it, and tells what stopped it. */
public final class CommandRunner {

  private static final int HELP_WIDTH = 80;

  /** What picocli says of a group without a command behind it. */
  private static final String NO_SUBCOMMAND = "Missing required subcommand";

  private final Context context;

  /** Runs commands in these surroundings. */
  public CommandRunner(Context context) {
    this.context = context;
  }

  /**
   * Runs a command.
   *
   * @param arguments its name first
   * @return the exit code, one of {@link ExitCode}
   */
  public int run(String... arguments) {
    return commandLine(arguments).execute(arguments);
  }

  /**
   * The command line for these words; with none it knows all commands.
   *
   * @param words as {@link #run} takes them
   */
  CommandLine commandLine(String... words) {
    Output output = context.output();
    CommandLine root = CommandTree.of(this::create, words);
    Constants.register(root);
    RootHelp.install(root);
    return root.setOut(new PrintWriter(output.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(output.err(), true, StandardCharsets.UTF_8))
        .setUsageHelpWidth(HELP_WIDTH)
        // An argument is what it is, whatever it begins with.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, given) -> misused(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
  }

  /** Commands and options are given their surroundings, where they take them. */
  private <T> T create(Class<T> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] taken = constructor.getParameterTypes();
      if (taken.length == 1 && taken[0] == Context.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(context));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }

  private int misused(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    context
        .output()
        .fail(
            "%s '%s --help' says how it is used."
                .formatted(sentence(why(e, command)), command.qualifiedName()));
    return ExitCode.USAGE;
  }

  private static String why(ParameterException e, CommandSpec command) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return UnknownWord.text(command, unmatched.getUnmatched().get(0));
    }
    ArgSpec argument = e.getArgSpec();
    if (argument instanceof OptionSpec option && option.longestName().endsWith("-fd")) {
      // What was given in its place may be the secret itself.
      return option.longestName()
          + " takes the number of a file descriptor, as in %s 3 3<FILE"
              .formatted(option.longestName());
    }
    if (String.valueOf(e.getMessage()).startsWith(NO_SUBCOMMAND)) {
      return "'%s' is followed by one of: %s"
          .formatted(command.qualifiedName(), String.join(", ", Names.ofSubcommands(command)));
    }
    return String.valueOf(e.getMessage());
  }

  private static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
  }

  private int failed(Exception e) {
    if (e instanceof CommandFailure failure) {
      context.output().fail(failure.text());
      return failure.exitCode();
    }
    if (e instanceof VaultException refused) {
      ErrorCode code = refused.code();
      String detail = refused.detail();
      context
          .output()
          .fail(
              "%s: %s%s. %s"
                  .formatted(
                      code.id(), code.title(), detail == null ? "" : ": " + detail, code.cure()));
      return Answer.exitCode(code.id());
    }
    context.output().fail("Something went wrong in this command: " + e + ".");
    return ExitCode.REFUSED;
  }
}

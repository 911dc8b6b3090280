package org.holdfast.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.holdfast.cli.failure.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast help}: of everything, or of one command however deep. */
@Command(
    name = "help",
    description = "Show all commands, or how one of them is used.",
    footer = {"  holdfast help", "  holdfast help hsm roots add"})
final class HelpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Its words.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    CommandLine found = spec.root().commandLine();
    for (String word : words) {
      CommandLine below = found.getSubcommands().get(word);
      if (below == null) {
        throw new CommandLine.ParameterException(
            found, UnknownWord.text(found.getCommandSpec(), word));
      }
      found = below;
    }
    found.usage(found.getOut());
    return ExitCode.OK;
  }
}

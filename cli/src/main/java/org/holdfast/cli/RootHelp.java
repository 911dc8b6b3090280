package org.holdfast.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.cli.manual.Variable;
import org.holdfast.cli.server.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code holdfast help} shows: the commands of both kinds, and the variables. */
final class RootHelp {

  private RootHelp() {}

  /** Has the help of {@code root}, and of nothing below it, show them. */
  static void install(CommandLine root) {
    Map<String, CommandLine.IHelpSectionRenderer> sections = root.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, RootHelp::commands);
    CommandLine.IHelpSectionRenderer footer = sections.get(UsageMessageSpec.SECTION_KEY_FOOTER);
    sections.put(
        UsageMessageSpec.SECTION_KEY_FOOTER,
        help -> (footer == null ? "" : footer.render(help)) + variables());
  }

  private static String commands(Help help) {
    Map<Boolean, Map<String, Help>> kinds =
        help.subcommands().entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    entry -> entry.getValue().commandSpec().userObject() instanceof ServerCommand,
                    Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> one,
                        LinkedHashMap::new)));
    return "%nThe server on this machine:%n".formatted()
        + help.commandList(kinds.getOrDefault(true, Map.of()))
        + "%nA vault, here or elsewhere ('holdfast help COMMAND' says more):%n".formatted()
        + help.commandList(kinds.getOrDefault(false, Map.of()));
  }

  private static String variables() {
    return "%nVariables of commands:%n".formatted()
        + lines(Variable.OF_COMMANDS)
        + "%nVariables of the server:%n".formatted()
        + lines(Variable.OF_SERVER);
  }

  private static String lines(List<Variable> variables) {
    return variables.stream()
        .map(variable -> "  %s%n      %s%n".formatted(variable.name(), variable.meaning()))
        .collect(Collectors.joining());
  }
}

package org.holdfast.cli.manual;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** How commands are called. */
public final class Names {

  private Names() {}

  /** Of those right below a command, without their aliases, in their order. */
  public static List<String> ofSubcommands(CommandSpec command) {
    return below(command).stream().map(CommandSpec::name).toList();
  }

  /** Those right below a command, each once. */
  static List<CommandSpec> below(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .distinct()
        .toList();
  }

  /** Of its page, such as {@code holdfast-hsm-roots-add}. */
  static String ofPage(CommandSpec command) {
    return command.qualifiedName("-");
  }
}

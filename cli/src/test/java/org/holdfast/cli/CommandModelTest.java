package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What holds for every command there is, read from the model that parses them. */
class CommandModelTest {

  private static final int TERMINAL = 80;
  private static final Pattern SECRET =
      Pattern.compile("(?i)passw|passph|credential|secret|\\bpin\\b|material|\\bkey\\b");

  /** A file, a number of one, or a yes: none of them is a secret. */
  private static final Set<Class<?>> HARMLESS =
      Set.of(Path.class, Integer.class, int.class, boolean.class);

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern REDIRECTION = Pattern.compile("\\d?[<>].*");

  private static final CommandLine ROOT = new CommandRunner(Context.ofProcess()).commandLine();

  /** All of them, groups too. */
  static List<CommandSpec> commands() {
    List<CommandSpec> all = new ArrayList<>();
    collect(ROOT.getCommandSpec(), all);
    assertThat(all).hasSizeGreaterThan(60);
    return all;
  }

  private static void collect(CommandSpec command, List<CommandSpec> all) {
    all.add(command);
    command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .distinct()
        .forEach(below -> collect(below, all));
  }

  /** Where the first word names a command, only that one is read: it is as it is among all. */
  @Test
  void commandReadAlone_isAsItIsAmongAll() {
    List<String> alone = new ArrayList<>();
    for (CommandLine among : ROOT.getSubcommands().values()) {
      CommandLine root = new CommandRunner(Context.ofProcess()).commandLine(among.getCommandName());
      if (root.getSubcommands().size() == 1) {
        alone.add(among.getCommandName());
      }

      CommandLine same = Objects.requireNonNull(root.getSubcommands().get(among.getCommandName()));
      assertThat(usages(same)).isEqualTo(usages(among));
    }
    assertThat(alone).contains("hsm", "object", "backup").doesNotContain("help", "start");
  }

  private static List<String> usages(CommandLine command) {
    List<CommandSpec> all = new ArrayList<>();
    collect(command.getCommandSpec(), all);
    return all.stream().map(spec -> spec.commandLine().getUsageMessage()).toList();
  }

  @Test
  void command_saysWhatItDoes_withExamplesOfItsOwn() {
    for (CommandSpec command : commands()) {
      assertThat(String.join("", command.usageMessage().description()))
          .as(command.qualifiedName())
          .isNotBlank();
      assertThat(examples(command)).as(command.qualifiedName()).isNotEmpty();
      assertThat(examples(command).get(0)).containsAnyOf(command.qualifiedName(), "hsmclient");
      for (ArgSpec argument : command.args()) {
        assertThat(String.join("", argument.description()))
            .as("%s %s", command.qualifiedName(), argument.paramLabel())
            .isNotBlank();
      }
    }
  }

  @Test
  void examples_areCommandLinesThatAreUnderstood() {
    for (CommandSpec command : commands()) {
      for (String example : examples(command)) {
        List<String> words = words(example);
        assertThat(words.remove(0)).isIn("holdfast", "hsmclient");
        if (example.contains("hsmclient")) {
          words.add(0, "hsm");
        }
        ROOT.parseArgs(words.toArray(String[]::new));
      }
    }
  }

  /** Joined where a line goes on in the next; comments and pipes are the shell's. */
  private static List<String> examples(CommandSpec command) {
    String text = String.join("\n", command.usageMessage().footer()).replaceAll("\\\\\n\\s*", " ");
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static List<String> words(String example) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(example);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (word.equals("|")) {
        break;
      }
      if (!REDIRECTION.matcher(word).matches()) {
        words.add(word);
      }
    }
    return words;
  }

  @Test
  void noArgument_takesASecret() {
    for (CommandSpec command : commands()) {
      for (ArgSpec argument : command.args()) {
        String name =
            argument.isOption()
                ? String.join(" ", ((CommandLine.Model.OptionSpec) argument).names())
                : argument.paramLabel();
        if (SECRET.matcher(name).find() && !name.equals("--host-key-fingerprint")) {
          assertThat(HARMLESS).as("%s %s", command.qualifiedName(), name).contains(argument.type());
        }
      }
    }
  }

  @Test
  void help_fitsATerminal() {
    for (CommandSpec command : commands()) {
      String help = command.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);

      assertThat(help.lines()).allMatch(line -> line.length() <= TERMINAL);
      assertThat(help).contains("Examples:", "Exit codes:", "--help");
    }
  }

  @Test
  void exitCodes_areDocumentedForEveryCommand() throws Exception {
    List<String> codes = new ArrayList<>();
    for (Field field : ExitCode.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        codes.add(String.valueOf(field.getInt(null)));
      }
    }

    for (CommandSpec command : commands()) {
      Map<String, String> documented = command.usageMessage().exitCodeList();
      if (command.name().equals("doctor")) {
        assertThat(codes).containsAll(documented.keySet());
      } else {
        assertThat(documented.keySet())
            .as(command.qualifiedName())
            .containsExactlyInAnyOrderElementsOf(codes);
      }
    }
  }

  @Test
  void runbook_namesEveryCommand() throws IOException {
    String runbook = Files.readString(Path.of("../docs/runbooks/command-line.md"));

    for (CommandSpec command : commands()) {
      if (command.subcommands().isEmpty()) {
        assertThat(runbook).contains("`" + command.qualifiedName());
      }
    }
  }
}

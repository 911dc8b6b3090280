package org.holdfast.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** One command's page in section 1 of the manual, for man(1). */
public final class ManualPage {

  private final CommandSpec command;
  private final String version;

  /**
   * Of this command.
   *
   * @param version of the distribution
   */
  public ManualPage(CommandSpec command, String version) {
    this.command = command;
    this.version = version;
  }

  /** Of a command and all below it. */
  public static List<ManualPage> all(CommandSpec root, String version) {
    List<ManualPage> pages = new ArrayList<>();
    pages.add(new ManualPage(root, version));
    for (CommandSpec below : Names.below(root)) {
      pages.addAll(all(below, version));
    }
    return pages;
  }

  /** Such as {@code holdfast-hsm-roots-add.1}. */
  public String fileName() {
    return Names.ofPage(command) + ".1";
  }

  /** The page in the form of man(7). */
  public String text() {
    UsageMessageSpec usage = command.usageMessage();
    String[] description = usage.description();
    Roff page = new Roff().title(Names.ofPage(command), "Holdfast " + version, "Holdfast");
    page.section("NAME")
        .raw(Roff.escape(Names.ofPage(command)) + " \\- " + Roff.escape(summary(command)));
    page.section("SYNOPSIS").raw(synopsis());
    page.section("DESCRIPTION");
    for (String paragraph : description) {
      page.paragraph(plain(paragraph));
    }
    String[] aliases = command.aliases();
    if (aliases.length > 0) {
      page.paragraph("Also: " + String.join(", ", aliases) + ".");
    }
    arguments(page);
    options(page);
    commands(page);
    page.section("EXIT STATUS");
    for (Map.Entry<String, String> code : usage.exitCodeList().entrySet()) {
      page.item(Roff.bold(code.getKey()), sentence(plain(code.getValue())));
    }
    environment(page);
    page.section("EXAMPLES").example(lines(usage.footer()));
    seeAlso(page);
    return page.toString();
  }

  /** The first sentence of the description, as lists of pages show it. */
  static String summary(CommandSpec command) {
    String[] description = command.usageMessage().description();
    String first = description.length == 0 ? "" : plain(description[0]);
    String sentence = first.replaceFirst("\\.(\\s.*)?$", "");
    return sentence.isEmpty()
        ? sentence
        : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private String synopsis() {
    StringBuilder line = new StringBuilder(Roff.bold(command.qualifiedName()));
    for (OptionSpec option : shown()) {
      String one = term(option, option.longestName());
      line.append(' ').append(option.required() ? one : "[" + one + "]");
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String one = Roff.italic(parameter.paramLabel());
      line.append(' ').append(parameter.arity().min() > 0 ? one : "[" + one + " ...]");
    }
    if (!command.subcommands().isEmpty()) {
      line.append(' ').append(Roff.italic("COMMAND")).append(" ...");
    }
    return line.toString();
  }

  private void arguments(Roff page) {
    if (!command.positionalParameters().isEmpty()) {
      page.section("ARGUMENTS");
      for (PositionalParamSpec parameter : command.positionalParameters()) {
        page.item(Roff.italic(parameter.paramLabel()), description(parameter));
      }
    }
  }

  private void options(Roff page) {
    page.section("OPTIONS");
    for (OptionSpec option : shown()) {
      page.item(
          Arrays.stream(option.names())
              .map(name -> term(option, name))
              .collect(Collectors.joining(", ")),
          description(option));
    }
  }

  private List<OptionSpec> shown() {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  private static String term(OptionSpec option, String name) {
    return option.arity().max() == 0
        ? Roff.bold(name)
        : Roff.bold(name) + "=" + Roff.italic(option.paramLabel());
  }

  private void commands(Roff page) {
    List<CommandSpec> below = Names.below(command);
    if (!below.isEmpty()) {
      page.section("COMMANDS");
      for (CommandSpec one : below) {
        page.item(Roff.bold(Names.ofPage(one)) + "(1)", sentence(summary(one)));
      }
    }
  }

  private void environment(Roff page) {
    if (command.parent() != null) {
      return;
    }
    page.section("ENVIRONMENT").paragraph("The command line wins over the environment.");
    List<Variable> all = new ArrayList<>(Variable.OF_COMMANDS);
    all.addAll(Variable.OF_SERVER);
    for (Variable variable : all) {
      page.item(Roff.bold(variable.name()), variable.meaning());
    }
    page.section("FILES");
    page.item(
        Roff.italic("~/.holdfast"),
        "Home of the vault: configuration, wallet, logs, database. Not for others to read.");
  }

  private void seeAlso(Roff page) {
    CommandSpec above = command.parent();
    page.section("SEE ALSO")
        .raw(above == null ? Roff.bold("bash") + "(1)" : Roff.bold(Names.ofPage(above)) + "(1)");
  }

  private static String description(ArgSpec argument) {
    return plain(String.join(" ", argument.description()))
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
        .replace("${COMPLETION-CANDIDATES}", candidates(argument));
  }

  private static String candidates(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    List<String> all = new ArrayList<>();
    if (candidates != null) {
      candidates.forEach(all::add);
    }
    return String.join(", ", all);
  }

  private static String[] lines(String... lines) {
    return Arrays.stream(lines).map(ManualPage::plain).toArray(String[]::new);
  }

  /** Without picocli's own marks. */
  private static String plain(String text) {
    return Ansi.OFF.string(text).replace("%n", " ").replace("%%", "%");
  }

  private static String sentence(String text) {
    String upper =
        text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return upper.endsWith(".") ? upper : upper + ".";
  }
}

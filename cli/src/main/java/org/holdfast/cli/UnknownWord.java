package org.holdfast.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.cli.manual.Names;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What to say of a word that is not known where it stands. */
final class UnknownWord {

  /** More letters to change than this, and another word was meant. */
  private static final int FAR = 3;

  private UnknownWord() {}

  /** That there is no such command or option, which was perhaps meant, and which there are. */
  static String text(CommandSpec at, String word) {
    boolean isOption = word.startsWith("-");
    String typed = isOption ? word.replaceFirst("=.*", "") : word;
    List<String> known = isOption ? options(at) : Names.ofSubcommands(at);
    if (known.isEmpty()) {
      return "'%s' is one word too many for '%s'.".formatted(typed, at.qualifiedName());
    }
    String text =
        "'%s' has no %s '%s'."
            .formatted(at.qualifiedName(), isOption ? "option" : "command", typed);
    Optional<String> near = nearest(typed, known);
    if (near.isPresent()) {
      return text + " Did you mean '" + near.get() + "'?";
    }
    return isOption ? text : text + " It has: " + String.join(", ", known) + ".";
  }

  private static List<String> options(CommandSpec at) {
    return at.options().stream()
        .flatMap((OptionSpec option) -> Stream.of(option.names()))
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static Optional<String> nearest(String word, List<String> known) {
    return known.stream()
        .filter(one -> distance(word, one) <= Math.min(FAR, one.length() / 2))
        .min(Comparator.comparingInt(one -> distance(word, one)));
  }

  /** Letters to insert, delete or replace (Levenshtein). */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}

package org.holdfast.cli.output;

import java.util.regex.Pattern;

/** Text in lines that a terminal shows whole. */
public final class Paragraph {

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Paragraph() {}

  /**
   * Breaks text at its spaces; a word that is longer than a line stays whole, so that it can be
   * copied.
   *
   * @param indent begins every line
   */
  static String of(String text, String indent, int width) {
    StringBuilder lines = new StringBuilder(indent);
    int length = indent.length();
    boolean isStart = true;
    for (String word : SPACES.splitAsStream(text.strip()).toList()) {
      if (!isStart && length + 1 + word.length() > width) {
        lines.append('\n').append(indent);
        length = indent.length();
        isStart = true;
      }
      if (!isStart) {
        lines.append(' ');
        length++;
      }
      lines.append(word);
      length += word.length();
      isStart = false;
    }
    return lines.toString();
  }

  /** Breaks text into lines of a terminal's width. */
  public static String of(String text) {
    return of(text, "", Table.TERMINAL);
  }
}

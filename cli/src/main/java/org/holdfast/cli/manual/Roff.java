package org.holdfast.cli.manual;

import java.util.Locale;

/** Text with the requests of man(7) between; whatever is given as text is shown as it is. */
final class Roff {

  private final StringBuilder page = new StringBuilder();

  /**
   * A title line: page, section 1, where it comes from. No word is broken: many are to be copied.
   */
  Roff title(String name, String source, String manual) {
    return request(
            ".TH \"%s\" 1 \"\" \"%s\" \"%s\""
                .formatted(escape(name.toUpperCase(Locale.ROOT)), source, manual))
        .request(".ad l")
        .request(".nh");
  }

  /** Begins a section. */
  Roff section(String heading) {
    return request(".SH " + heading);
  }

  /** Begins a paragraph. */
  Roff paragraph(String text) {
    return request(".PP").line(text);
  }

  /** A term, marked up with {@link #bold} and {@link #italic}, and what it means. */
  Roff item(String term, String meaning) {
    return request(".TP").raw(term).line(meaning);
  }

  /** Lines that stay as they are. */
  Roff example(String... lines) {
    request(".PP").request(".EX");
    for (String line : lines) {
      line(line);
    }
    return request(".EE");
  }

  /** A line of text. */
  Roff line(String text) {
    return raw(escape(text));
  }

  /** A line that is marked up already. */
  Roff raw(String text) {
    // At the start of a line these two would make it a request.
    page.append(text.startsWith(".") || text.startsWith("'") ? "\\&" : "")
        .append(text)
        .append('\n');
    return this;
  }

  private Roff request(String text) {
    page.append(text).append('\n');
    return this;
  }

  static String bold(String text) {
    return "\\fB" + escape(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escape(text) + "\\fR";
  }

  /** Backslashes, hyphens that are to be copied, and all that is not ASCII (groff_char(7)). */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                case '`' -> escaped.append("\\(ga");
                default -> {
                  if (c < 0x80) {
                    escaped.appendCodePoint(c);
                  } else {
                    escaped.append("\\[u%04X]".formatted(c));
                  }
                }
              }
            });
    return escaped.toString();
  }

  @Override
  public String toString() {
    return page.toString();
  }
}

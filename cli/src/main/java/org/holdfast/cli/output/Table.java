package org.holdfast.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns, as wide as their longest content and two spaces apart. One of the columns may
 * give way so that a line fits a terminal.
 */
public final class Table {

  /** What terminals have at least. */
  static final int TERMINAL = 80;

  private static final String GAP = "  ";
  private static final String INDENT = "    ";
  private static final int SHORTEST = 8;
  private static final int NO_COLUMN = -1;

  /** Cells of a row, or the one text below a row. */
  private record Line(List<String> cells, boolean isNote) {}

  private final List<Line> lines = new ArrayList<>();
  private int givesWay = NO_COLUMN;

  /** A table with these headings. */
  public Table(String... headings) {
    lines.add(new Line(List.of(headings), false));
  }

  /** Has this column cut off, with a mark, as far as lines would be longer than 80 characters. */
  public Table cutting(int column) {
    givesWay = column;
    return this;
  }

  /** Adds a row with one cell for each heading. */
  public Table row(String... cells) {
    if (cells.length != columns()) {
      throw new IllegalArgumentException(cells.length + " cells");
    }
    lines.add(new Line(List.of(cells), false));
    return this;
  }

  /** Adds a text below the last row, in as many lines as it takes; nothing if it is empty. */
  public Table note(String text) {
    if (!text.isEmpty()) {
      lines.add(new Line(List.of(text), true));
    }
    return this;
  }

  /** All of it, without a line end at the end. */
  @Override
  public String toString() {
    int[] widths = widths();
    List<String> text = new ArrayList<>();
    for (Line line : lines) {
      if (line.isNote()) {
        text.add(Paragraph.of(line.cells().get(0), INDENT, TERMINAL));
      } else {
        text.add(row(line.cells(), widths));
      }
    }
    return String.join("\n", text);
  }

  private int columns() {
    return lines.get(0).cells().size();
  }

  private int[] widths() {
    int[] widths = new int[columns()];
    int all = -GAP.length();
    for (int i = 0; i < widths.length; i++) {
      for (Line line : lines) {
        if (!line.isNote()) {
          widths[i] = Math.max(widths[i], line.cells().get(i).length());
        }
      }
      all += widths[i] + GAP.length();
    }
    if (givesWay != NO_COLUMN && all > TERMINAL) {
      widths[givesWay] =
          Math.min(widths[givesWay], Math.max(SHORTEST, widths[givesWay] - (all - TERMINAL)));
    }
    return widths;
  }

  private static String row(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      if (cell.length() > widths[i]) {
        cell = cell.substring(0, widths[i] - 1) + "…";
      }
      line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}

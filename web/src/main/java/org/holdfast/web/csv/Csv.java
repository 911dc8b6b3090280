package org.holdfast.web.csv;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of comma-separated values (RFC 4180), safe for spreadsheets. */
public final class Csv {

  /** What ends a line. */
  public static final String END = "\r\n";

  private Csv() {}

  /** A line without its end. */
  public static String line(@Nullable Object... values) {
    return Stream.of(values).map(Csv::field).collect(Collectors.joining(","));
  }

  /** A spreadsheet takes a text that begins like a formula for one: an apostrophe prevents that. */
  public static String field(@Nullable Object value) {
    String text = Objects.toString(value, "");
    String plain = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return plain.matches("(?s).*[\",\r\n].*") ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }
}

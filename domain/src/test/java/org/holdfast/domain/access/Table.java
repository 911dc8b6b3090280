package org.holdfast.domain.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A table in a text resource: the words of each line that is neither blank nor a comment. The first
 * such line names the columns.
 */
final class Table {

  private Table() {}

  /** The rows below the names of the columns. */
  static List<List<String>> rows(String resource) {
    List<List<String>> lines = lines(resource);
    return lines.subList(1, lines.size());
  }

  static List<String> columns(String resource) {
    return lines(resource).get(0);
  }

  private static List<List<String>> lines(String resource) {
    try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(" +", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isYes(String cell) {
    return switch (cell) {
      case "yes" -> true;
      case "-", "no" -> false;
      default -> throw new IllegalArgumentException(cell);
    };
  }
}

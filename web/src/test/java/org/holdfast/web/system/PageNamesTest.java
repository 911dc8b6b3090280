package org.holdfast.web.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageNamesTest {

  private static final Pattern BEAN = Pattern.compile("@Named\\(\"(\\w+)\"\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\bvar=\"(\\w+)\"");

  /** The bean wins then: in the midst of a row, and only if there are rows. */
  @Test
  void noVariableOfAPage_hasTheNameOfABean() throws IOException {
    Set<String> beans = names(Path.of("src/main/java"), ".java", BEAN);
    Set<String> variables = names(Path.of("src/main/webapp"), ".xhtml", VARIABLE);

    assertThat(beans).contains("grant");
    assertThat(variables).contains("given").doesNotContainAnyElementsOf(beans);
  }

  private static Set<String> names(Path folder, String suffix, Pattern pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(suffix))
          .flatMap(file -> pattern.matcher(read(file)).results())
          .forEach(match -> names.add(match.group(1)));
    }
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

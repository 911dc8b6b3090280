package org.holdfast.domain.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that operators look codes up in says what the vault says. */
class ErrorDocumentTest {

  /** The one code whose answer has a status of its own: RFC 9110, 15.5.6. */
  private static final int METHOD_NOT_ALLOWED = 405;

  @Test
  void page_ofErrors_isTheCatalogueInItsOrder() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "errors.md");
    List<String> rows =
        Files.readAllLines(page, UTF_8).stream().filter(line -> line.startsWith("| HF-")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorDocumentTest::row).toList());
  }

  private static String row(ErrorCode code) {
    int status =
        code == ErrorCode.METHOD_NOT_ALLOWED ? METHOD_NOT_ALLOWED : code.kind().httpStatus();
    String page = code.runbook();
    String name = page.substring("runbooks/".length()).replaceFirst("\\.md.*", "");
    return "| %s | %d | %s | %s | [%s](%s) | `%s` |"
        .formatted(code.id(), status, code.title(), code.cure(), name, page, code.name());
  }

  @ParameterizedTest
  @EnumSource
  void runbook_ofEachCode_isThere(ErrorCode code) throws IOException {
    String[] parts = code.runbook().split("#", 2);
    List<String> page =
        Files.readAllLines(
            Path.of(System.getProperty("basedir", "."), "..", "docs").resolve(parts[0]), UTF_8);

    assertThat(page).isNotEmpty();
    if (parts.length > 1) {
      assertThat(page.stream().filter(line -> line.startsWith("#")).map(ErrorDocumentTest::anchor))
          .contains(parts[1]);
    }
  }

  /** As pages of Markdown are shown: letters, digits and lines of the heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }
}

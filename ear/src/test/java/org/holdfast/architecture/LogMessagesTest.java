package org.holdfast.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of log messages is in step with the messages. */
class LogMessagesTest {

  /** At least so many are there: a reader that saw none would make the page look right. */
  private static final int LEAST = 30;

  private static final List<LogMessages.Message> DECLARED = LogMessages.ofAllModules();

  @Test
  void ids_all_areUnique() {
    assertThat(DECLARED)
        .hasSizeGreaterThanOrEqualTo(LEAST)
        .extracting(LogMessages.Message::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void page_ofMessages_hasEachInItsOrder() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "message-ids.md");
    List<String> rows =
        Files.readAllLines(page, UTF_8).stream()
            .filter(line -> line.startsWith("| HF"))
            // An argument has a name there.
            .map(line -> line.replaceAll("\\*[^*]+\\*", "%s"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            DECLARED.stream()
                .map(each -> "| %s | %s | %s |".formatted(each.id(), each.level(), each.text()))
                .toList());
  }
}

package org.holdfast.domain.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunbookTest {

  @Test
  void runbook_isTheListOfSteps() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "runbooks", "doctor.md");
    List<String> rows =
        Files.readAllLines(page, UTF_8).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Step.values()).map(RunbookTest::row).toList());
  }

  private static String row(Step step) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(step.id(), step.title(), step.meaning(), step.cure(), step.rows());
  }
}

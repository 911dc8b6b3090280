package org.holdfast.domain.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of alert leads to a section of the runbook. */
class AlertRunbookTest {

  @ParameterizedTest
  @EnumSource
  void runbook_ofEachKind_hasItsSection(AlertKind kind) throws IOException {
    String[] parts = kind.runbook().split("#", 2);
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", parts[0]);
    Set<String> anchors =
        Files.readAllLines(page, UTF_8).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());

    assertThat(anchors).contains(parts[1]);
  }
}

package org.holdfast.domain.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  @ParameterizedTest
  @EnumSource
  void section_ofEachKind_saysWhatItMeansWhatToLookAtWhatToDoAndHowItClears(AlertKind kind)
      throws IOException {
    String[] parts = kind.runbook().split("#", 2);
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", parts[0]);
    String text = Files.readString(page, UTF_8);
    Matcher found = Pattern.compile("(?m)^## (.+)$").matcher(text);
    String section = "";
    while (found.find()) {
      if (found.group(1).toLowerCase(Locale.ROOT).replace(' ', '-').equals(parts[1])) {
        int end = text.indexOf("\n## ", found.end());
        section = text.substring(found.end(), end < 0 ? text.length() : end);
      }
    }

    assertThat(section)
        .containsSubsequence("**It means**", "**Look at**", "**Do**", "**It clears**");
  }
}

package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manual pages and completion as the distribution has them, judged by groff and bash. */
class ManualTest {

  private static final Path GROFF = Path.of("/usr/bin/groff");

  @TempDir private static Path distribution = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    Manual.write(distribution);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(distribution.resolve("man/man1"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyCommand_hasAPage_withAllItsParts() throws IOException {
    assertThat(pages()).hasSameSizeAs(CommandModelTest.commands());
    for (Path page : pages()) {
      assertThat(Files.readString(page))
          .startsWith(".TH ")
          .contains(
              ".SH NAME\n",
              ".SH SYNOPSIS\n",
              ".SH DESCRIPTION\n",
              ".SH OPTIONS\n",
              ".SH EXIT STATUS\n",
              ".SH EXAMPLES\n",
              ".SH SEE ALSO\n")
          .doesNotContain("${", "@|", "null");
    }
  }

  @Test
  void page_isWhatGroffUnderstands_withoutAWarning() throws Exception {
    assertThat(GROFF).as("Debian's groff-base, which bin/test installs").isExecutable();
    List<String> words = new ArrayList<>(List.of(GROFF.toString(), "-man", "-ww", "-Tutf8", "-z"));
    pages().forEach(page -> words.add(page.toString()));

    assertThat(output(words)).isEmpty();
  }

  @Test
  void page_reads_asItIsMeant() throws Exception {
    assertThat(GROFF).as("Debian's groff-base, which bin/test installs").isExecutable();
    Path page = distribution.resolve("man/man1/holdfast-hsm-roots-add.1");

    String text = output(List.of(GROFF.toString(), "-man", "-Tascii", "-P-cbou", page.toString()));

    assertThat(text)
        .contains(
            "holdfast-hsm-roots-add - make a Root of Trust key on one more HSM",
            "--vendor=ID",
            "holdfast hsm roots add second --vendor utimaco --token-label vault",
            "holdfast-hsm-roots(1)");
  }

  @ParameterizedTest
  @CsvSource({
    "hsm ro, 2, roots rotate-master-key",
    "hsm roots ro, 3, rotate",
    "aud, 1, audit",
    "object list --type SYM, 4, SYMMETRIC_KEY",
    "st, 1, start status stop"
  })
  void completion_knowsWhatFollows(String words, String at, String follows) throws Exception {
    Path file = distribution.resolve("share/bash-completion/completions/holdfast");
    String script =
        """
        shopt -s expand_aliases
        source "$1"
        COMP_WORDS=(holdfast $2)
        COMP_CWORD=$3
        COMP_LINE="holdfast $2"
        COMP_POINT=${#COMP_LINE}
        _complete_holdfast 2>/dev/null # compopt works for a real Tab alone
        echo "${COMPREPLY[@]}"
        """;

    String reply = output(List.of("bash", "-c", script, "bash", file.toString(), words, at));

    assertThat(Arrays.asList(reply.strip().split("\\s+", -1)))
        .containsExactlyInAnyOrder(follows.split(" ", -1));
  }

  private static String output(List<String> words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}

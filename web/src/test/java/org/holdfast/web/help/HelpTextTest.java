package org.holdfast.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTextTest {

  private static final Path DOCS = Path.of(System.getProperty("basedir", "."), "..", "docs");
  private static final List<String> LISTS = List.of("errors", "glossary", "message-ids");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

  static List<Path> pages() throws IOException {
    try (Stream<Path> runbooks = Files.list(DOCS.resolve("runbooks"))) {
      return Stream.concat(runbooks, LISTS.stream().map(name -> DOCS.resolve(name + ".md")))
          .sorted()
          .toList();
    }
  }

  private static HelpText text(Path page) throws IOException {
    return HelpText.of(Files.readString(page, UTF_8));
  }

  /** Each page: its links lead to sections that are there, and none leads out of the vault. */
  @ParameterizedTest
  @MethodSource("pages")
  void links_leadToPagesThatAreThere(Path page) throws IOException {
    HelpText text = text(page);

    assertThat(text.title()).isNotBlank();
    assertThat(text.html()).isNotBlank().doesNotContain("<h1");
    Matcher links = LINK.matcher(text.html());
    while (links.find()) {
      String[] parts = links.group(1).split("#", 2);
      if (!parts[0].isEmpty()) {
        assertThat(parts[0]).startsWith("page.xhtml?page=");
      }
      String name = parts[0].isEmpty() ? "" : parts[0].substring("page.xhtml?page=".length());
      Path target = name.isEmpty() ? page : page(name);
      assertThat(target).as(links.group()).exists();
      if (parts.length > 1) {
        assertThat(text(target).html()).as(links.group()).contains("id=\"" + parts[1] + "\"");
      }
    }
  }

  private static Path page(String name) {
    return LISTS.contains(name)
        ? DOCS.resolve(name + ".md")
        : DOCS.resolve("runbooks").resolve(name + ".md");
  }

  @ParameterizedTest
  @EnumSource
  void errors_haveARowToLinkTo(ErrorCode code) throws IOException {
    assertThat(text(DOCS.resolve("errors.md")).html())
        .contains("<tr id=\"" + code.id() + "\">")
        .contains("page.xhtml?page=" + code.runbook().replaceFirst("runbooks/(.*)\\.md", "$1"));
  }

  @Test
  void links_toElsewhere_areTakenAway_andHtmlIsText() {
    HelpText text =
        HelpText.of(
            """
            # A *title*

            See [there](https://example.com), [a decision](../adr/0001-x.md), [mail](alerts.md#mail),
            ![picture](x.png) and [here](javascript:alert(1)). <script>alert(1)</script>
            """);

    assertThat(text.title()).isEqualTo("A title");
    assertThat(text.html())
        .contains("See there, a decision, <a href=\"page.xhtml?page=alerts#mail\">mail</a>")
        .doesNotContain("<script", "javascript", "example.com", "<img");
  }

  @Test
  void tables_haveHeadings_andScrollByKeys() {
    assertThat(HelpText.of("# T\n\n| | b |\n|---|---|\n| 1 | 2 |\n").html())
        .contains("<td></td>", "<th scope=\"col\">b</th>", "tabindex=\"0\"");
  }
}

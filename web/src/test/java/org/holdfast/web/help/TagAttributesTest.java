package org.holdfast.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/**
 * A tag's attribute that is not given is looked up among the beans: one of the same name would be
 * shown in its place.
 */
class TagAttributesTest {

  private static final Path MAIN = Path.of(System.getProperty("basedir", "."), "src", "main");
  private static final Pattern BEAN = Pattern.compile("@Named\\(\"([^\"]+)\"\\)");
  private static final Pattern TAG = Pattern.compile("<hf:[a-zA-Z]+([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-zA-Z]+)=\"");

  @Test
  void names_ofBeans_areNoNamesOfAttributes() throws IOException {
    Set<String> beans =
        files("java", ".java").stream()
            .flatMap(source -> BEAN.matcher(source).results().map(found -> found.group(1)))
            .collect(Collectors.toSet());
    Set<String> attributes =
        files("webapp", ".xhtml").stream()
            .flatMap(page -> TAG.matcher(page).results().map(found -> found.group(1)))
            .flatMap(tag -> ATTRIBUTE.matcher(tag).results().map(TagAttributesTest::name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(beans).isNotEmpty();
    assertThat(attributes).contains("help", "label").doesNotContainAnyElementsOf(beans);
  }

  /**
   * Facelets reads a page when it is first asked for: what is wrong in it is found by a visitor.
   */
  @Test
  void pages_areWellFormed_withEveryPrefixBound() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    List<String> pages = files("webapp", ".xhtml");

    assertThat(pages).hasSizeGreaterThan(20);
    for (String page : pages) {
      DocumentBuilder builder = factory.newDocumentBuilder();
      assertThatCode(() -> builder.parse(new InputSource(new StringReader(page))))
          .as(page.lines().limit(3).toList().toString())
          .doesNotThrowAnyException();
    }
  }

  private static String name(MatchResult attribute) {
    return attribute.group(1);
  }

  private static List<String> files(String folder, String suffix) throws IOException {
    try (Stream<Path> tree = Files.walk(MAIN.resolve(folder))) {
      return tree.filter(path -> path.toString().endsWith(suffix))
          .map(
              path -> {
                try {
                  return Files.readString(path, UTF_8);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}

package org.holdfast.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.holdfast.tests.distribution.Thorough;

/**
 * WCAG 2.2, levels A and AA, as far as axe can tell. Dark differs from light in its colours alone.
 */
final class Accessibility {

  private static final List<String> LEVELS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private Accessibility() {}

  /** The whole page, as it stands there. */
  static void check(Console console) {
    check(console.page(), "html");
  }

  /** An open dialog; what is behind it cannot be reached and counts for nothing. */
  static void check(Console console, Locator dialog) {
    dialog.evaluate("dialog => dialog.dataset.axe = 'here'");
    check(console.page(), "[data-axe=here]");
    dialog.evaluate("dialog => delete dialog.dataset.axe");
  }

  private static void check(Page page, String part) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertNone(page, "light", axe(page, part).withTags(LEVELS));
    if (Thorough.isAskedFor()) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertNone(page, "dark", axe(page, part).withRules(List.of("color-contrast")));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
  }

  /** Without frames in the pages, axe need not open a second page to join their results. */
  private static AxeBuilder axe(Page page, String part) {
    return new AxeBuilder(page).setLegacyMode(true).include(part);
  }

  private static void assertNone(Page page, String theme, AxeBuilder axe) {
    assertThat(axe.analyze().getViolations())
        .as("%s, %s", page.url(), theme)
        .extracting(Accessibility::words)
        .isEmpty();
  }

  private static String words(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream().map(node -> "\n  " + node.getHtml()).toList();
  }
}

package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.holdfast.tests.distribution.Rest;

/** What several tests do in a window: make things, and look at pages. */
final class Flows {

  private static final int PHONE_WIDTH = 390;

  private final Console console;

  Flows(Console console) {
    this.console = console;
  }

  /** Looks at the page on a desk, and on a telephone. */
  void look() {
    Accessibility.check(console);
    console.page().setViewportSize(PHONE_WIDTH, 800);
    assertThat(
            ((Number) console.page().evaluate("document.scrollingElement.scrollWidth")).intValue())
        .as("width of %s", console.page().url())
        .isLessThanOrEqualTo(PHONE_WIDTH);
    console.page().setViewportSize(1280, 800);
  }

  /** Makes a virtual wallet; its page is open then. */
  void createWallet(String name) {
    console.open("/keys/wallets.xhtml");
    console.openDialog("actions:createButton", "Create virtual wallet");
    console.type("wallet:name", name);
    console.press("wallet:submit");
    assertThat(console.page()).hasURL(Pattern.compile(".*/wallet\\.xhtml\\?id=.*"));
    assertThat(console.page().locator("h1")).hasText(name);
  }

  /** Makes an AES key in a virtual wallet; the list is open then. */
  void createKey(String name, String wallet) {
    console.open("/keys/objects.xhtml");
    Locator dialog = console.openDialog("actions:createButton", "Create key");
    console.type("create:name", name);
    dialog.locator("label:text-is(\"" + wallet + "\")").click();
    console.press("create:submit");
    assertThat(dialog).isHidden();
    assertThat(rows(name)).hasCount(1);
  }

  /** Makes a user without an office. */
  void createUser(Rest.User user) {
    console.open("/users/users.xhtml");
    Locator dialog = console.openDialog("actions:createButton", "Create user");
    console.type("user:name", user.name());
    console.type("user:password", user.password());
    console.type("user:passwordAgain", user.password());
    console.press("user:submit");
    assertThat(dialog).isHidden();
    assertThat(console.part("list")).containsText(user.name());
  }

  /** Grants access on the virtual wallet whose page is open. */
  void grant(String grantee, String level) {
    Locator dialog = console.openDialog("wallets:grantButton", "Grant access");
    console.type("grant:search", grantee);
    console.press("grant:find");
    assertThat(console.part("grant:grantee").locator("option")).hasCount(1);
    console.choose("grant:level", level);
    console.press("grant:submit");
    assertThat(dialog).isHidden();
    assertThat(console.part("grants")).containsText(grantee);
  }

  /** Opens a thing's page from the list that is open. */
  void openRow(String name) {
    console.open(rows(name).locator("a.cell-main").getAttribute("href"));
    assertThat(console.page().locator("h1")).hasText(name);
  }

  /** The rows of the list that is open with that name in the first column. */
  Locator rows(String name) {
    return console
        .part("list:table")
        .locator("tbody tr[data-ri]:has(a.cell-main:text-is(\"" + name + "\"))");
  }
}

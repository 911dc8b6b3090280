package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.holdfast.tests.distribution.Rest;

/** One person's window on the console. Keeps a list of what no page may ever do. */
final class Console implements AutoCloseable {

  /** Chromium's own line about each answer of 400 and above; the answers are looked at instead. */
  private static final String ANSWERED_WITH = "Failed to load resource";

  private final BrowserContext context;
  private final Page page;
  private final URI base;
  private final List<String> complaints = new ArrayList<>();

  Console(BrowserContext context, URI base) {
    this.context = context;
    this.base = base;
    context.onConsoleMessage(this::read);
    context.onWebError(error -> complaints.add("script error: " + error.error()));
    context.onRequest(this::look);
    context.onResponse(this::look);
    this.page = context.newPage();
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Script errors, blocked content, requests to elsewhere, parts of pages that are missing. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Response open(String path) {
    return Objects.requireNonNull(page.navigate(path));
  }

  /** A part of the page by its id, as Faces gives it. */
  Locator part(String id) {
    return page.locator("[id=\"" + id + "\"]");
  }

  void type(String id, String text) {
    part(id).fill(text);
  }

  void choose(String id, String value) {
    part(id).selectOption(value);
  }

  void press(String id) {
    part(id).click();
  }

  /** Opens a dialog by its button and waits until it stands there with the focus in it. */
  Locator openDialog(String button, String title) {
    press(button);
    Locator dialog = dialog(title);
    assertThat(dialog).isVisible();
    assertThat(dialog.locator(":focus")).hasCount(1);
    return dialog;
  }

  Locator dialog(String title) {
    return page.locator(".ui-dialog:has(.ui-dialog-title:text-is(\"" + title + "\"))");
  }

  /** That {@code field} has its error beside it, with code and cure, and has the focus. */
  void assertProblem(String field, String code, String words) {
    Locator problem = part(field + "_problem");
    assertThat(problem).containsText(words);
    assertThat(problem.locator(".code")).containsText(code);
    assertThat(part(field)).hasAttribute("aria-invalid", "true");
    assertThat(part(field)).isFocused();
  }

  void signIn(Rest.User user) {
    open("/login.xhtml");
    enter(user.name(), user.password());
    assertThat(page).hasURL(Pattern.compile(".*/home\\.xhtml"));
  }

  /** Fills in the sign-in page and sends it. */
  void enter(String name, String password) {
    type("login:name", name);
    type("login:password", password);
    press("login:submit");
  }

  void signOut() {
    part("userMenu").locator("summary").click();
    press("session:signOut");
    assertThat(page).hasURL(Pattern.compile(".*/login\\.xhtml.*"));
  }

  private void read(ConsoleMessage message) {
    boolean bad = message.type().equals("error") || message.type().equals("warning");
    if (bad && !message.text().startsWith(ANSWERED_WITH)) {
      complaints.add(message.type() + " on " + message.location() + ": " + message.text());
    }
  }

  private void look(Request request) {
    URI uri = URI.create(request.url().split("#", 2)[0].replace("|", "%7C"));
    boolean inPage = List.of("data", "blob", "about").contains(uri.getScheme());
    if (!inPage && !base.getAuthority().equals(uri.getAuthority())) {
      complaints.add("request to elsewhere: " + request.url());
    }
  }

  private void look(Response response) {
    boolean part = !response.request().isNavigationRequest();
    if (part && response.status() >= 400 && response.status() != 503) {
      complaints.add(response.status() + " for a part of a page: " + response.url());
    }
  }

  @Override
  public void close() {
    context.close();
  }
}

package org.holdfast.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.tests.distribution.TrialServer;

/** The system's Chromium, without a screen. Another one is named by CHROMIUM in the environment. */
final class Chromium implements AutoCloseable {

  private static final double PATIENCE_MILLIS = 10_000;
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                    .setHeadless(true)
                    .setArgs(ARGUMENTS));
    return new Chromium(playwright, browser);
  }

  /** A window of its own, with no cookies, on the console of {@code server}. */
  Console open(TrialServer server) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setIgnoreHTTPSErrors(true)
            .setLocale("en-GB")
            .setTimezoneId("Europe/Vienna")
            .setViewportSize(1280, 800)
            .setBaseURL(server.uri().toString());
    Console console = new Console(browser.newContext(options), server.uri());
    console.page().setDefaultTimeout(PATIENCE_MILLIS);
    return console;
  }

  @Override
  public void close() {
    playwright.close();
  }
}

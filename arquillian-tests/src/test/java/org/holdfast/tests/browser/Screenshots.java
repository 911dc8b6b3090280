package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.holdfast.tests.distribution.Operations;
import org.holdfast.tests.distribution.TrialServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the README's pictures of the console into {@code docs/images}. Not a test; it runs when
 * asked for:
 *
 * <pre>
 * ./mvnw verify -am -pl arquillian-tests -Pscreenshots -Dholdfast.screenshots=../docs/images \
 *     -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@EnabledIfSystemProperty(named = Screenshots.FOLDER, matches = ".+")
class Screenshots {

  static final String FOLDER = "holdfast.screenshots";

  private static final List<String> KEYS =
      List.of(
          "orders-db/tde-master",
          "billing-db/tde-master",
          "archive/backup-2026",
          "payments/card-tokens",
          "mail-gateway/dkim");

  private final Path folder = Path.of(System.getProperty(FOLDER, ""));

  @Test
  void take() {
    try (TrialServer server = TrialServer.fresh("screenshots").start();
        Chromium chromium = Chromium.start();
        Console console = chromium.open(server)) {
      Operations operations = new Operations(server);
      for (String name : KEYS) {
        String material = (name + name).substring(0, 32).toUpperCase(Locale.ROOT);
        operations.store(name, material.getBytes(StandardCharsets.US_ASCII));
      }

      console.open("/login.xhtml");
      assertThat(console.part("login:name")).isFocused();
      shoot(console, "login");
      systemAdministrator(server, console);
      console.signOut();
      console.signIn(server.keyadmin());
      console.open("/keys/objects.xhtml");
      assertThat(console.part("list:table")).containsText(KEYS.get(0));
      shoot(console, "keys");
      console.signOut();
      console.signIn(server.auditor());
      console.open("/reports/audit.xhtml");
      assertThat(console.part("list:table")).containsText("Store object");
      shoot(console, "audit");
    }
  }

  private void systemAdministrator(TrialServer server, Console console) {
    console.signIn(server.sysadmin());
    shoot(console, "home");
    console.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    shoot(console, "home-dark");
    console.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    console.open("/system/hsm.xhtml");
    assertThat(console.part("statusArrow")).hasAttribute("data-status", "up");
    shoot(console, "hsm");
    Locator dialog = console.openDialog("hsm:initializeButton", "Initialize HSM");
    console.choose("initialize:vendor", "thales-luna");
    console.type("initialize:credential", "not a credential");
    console.type("initialize:credentialAgain", "not a credential");
    console.part("initialize:useTokenLabel").check();
    console.type("initialize:tokenLabel", "holdfast-prod");
    console.part("initialize:recoveryPassphrase").focus();
    assertThat(dialog).isVisible();
    shoot(console, "initialize");
    console.press("initialize:cancel");
    assertThat(dialog).isHidden();
  }

  /** Without the alpha channel, which a whole page does not need. */
  private void shoot(Console console, String name) {
    console.page().mouse().move(0, 0);
    byte[] picture =
        console
            .page()
            .screenshot(
                new Page.ScreenshotOptions()
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setCaret(ScreenshotCaret.HIDE));
    try {
      BufferedImage full = ImageIO.read(new ByteArrayInputStream(picture));
      BufferedImage plain =
          new BufferedImage(full.getWidth(), full.getHeight(), BufferedImage.TYPE_INT_RGB);
      Graphics2D canvas = plain.createGraphics();
      canvas.drawImage(full, 0, 0, null);
      canvas.dispose();
      Files.createDirectories(folder);
      ImageIO.write(plain, "png", folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

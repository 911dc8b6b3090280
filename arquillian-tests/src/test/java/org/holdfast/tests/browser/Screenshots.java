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
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
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

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final int MAX_HEIGHT = 1300;
  private static final String OBJECT = "orders-db1/tde-master";

  private final Path folder = Path.of(System.getProperty(FOLDER, ""));

  @Test
  void take() {
    try (TrialServer server = TrialServer.fresh("screenshots").start();
        Chromium chromium = Chromium.start();
        Console console = chromium.open(server)) {
      Inventory inventory = new Inventory(server);
      inventory.fill(Files.readString(server.home().resolve("etc/tls/ca.crt")));

      console.open("/login.xhtml");
      assertThat(console.part("login:name")).isFocused();
      shoot(console, "login");
      systemAdministrator(server, console);
      backups(server, console);
      monitoring(console);
      console.signOut();
      keyAdministrator(server, console, inventory);
      console.signOut();
      console.signIn(server.auditor());
      console.open("/reports/audit.xhtml");
      assertThat(console.part("list:table")).containsText("Grant access");
      shoot(console, "audit");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keyAdministrator(TrialServer server, Console console, Inventory inventory) {
    console.signIn(server.keyadmin());
    assertThat(console.part("hours").locator("li")).hasCount(24);
    shootPage(console, "home");
    dark(console, "home-dark");
    console.open("/keys/objects.xhtml");
    assertThat(console.part("list:table")).containsText(OBJECT);
    shootPage(console, "keys");
    console.open("/keys/object.xhtml?id=" + inventory.id(OBJECT));
    assertThat(console.page().locator("h1")).hasText(OBJECT);
    shootPage(console, "object");
    console.open("/keys/wallet.xhtml?id=" + inventory.id("Orders"));
    assertThat(console.part("list:table")).containsText(OBJECT);
    shootPage(console, "wallet");
    console.open("/keys/expiry.xhtml");
    assertThat(console.part("list:table")).containsText("payments/card-tokens");
    shootPage(console, "expiry");
    console.open("/endpoints/endpoints.xhtml");
    assertThat(console.part("list:table")).containsText("Suspended");
    shootPage(console, "endpoints");
  }

  private void dark(Console console, String name) {
    console.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    shootPage(console, name);
    console.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private void systemAdministrator(TrialServer server, Console console) {
    console.signIn(server.sysadmin());
    console.open("/system/hsm.xhtml");
    assertThat(console.part("statusArrow")).hasAttribute("data-status", "up");
    shootPage(console, "hsm");
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

  private void backups(TrialServer server, Console console) {
    console.open("/system/backup.xhtml");
    Locator dialog = console.openDialog("actions:scheduleButton", "Schedule backup");
    console.type("schedule:name", "Nightly");
    console.choose("schedule:type", "PERIODIC");
    console.press("schedule:submit");
    assertThat(dialog).isHidden();
    assertThat(console.part("statusWord")).containsText("Backed up");
    shootPage(console, "backup");
    console.open("/system/backup-restore.xhtml");
    console.press("list:table:0:test");
    console.type("testRestore:recoveryPassphrase", server.recoveryPassphrase());
    console.press("testRestore:submit");
    assertThat(console.part("reportWord")).containsText("is proved");
    shootPage(console, "restore");
  }

  private void monitoring(Console console) {
    console.open("/system/doctor.xhtml");
    assertThat(console.part("steps").locator("tr[data-step=wallet-opens]"))
        .hasAttribute("data-outcome", "PASS");
    shootPage(console, "doctor");
    console.open("/reports/alerts.xhtml");
    assertThat(console.page().locator("h1")).hasText("Alerts");
    shootPage(console, "alerts");
    console.open("/system/alerts.xhtml");
    assertThat(console.page().locator("h1")).hasText("Configure Alerts");
    shootPage(console, "configure-alerts");
    console.open("/system/mail.xhtml");
    shootPage(console, "mail");
    console.open("/system/syslog.xhtml");
    shootPage(console, "syslog");
  }

  /** The page to its end, unless that is far down. */
  private void shootPage(Console console, String name) {
    int height =
        ((Number) console.page().evaluate("document.scrollingElement.scrollHeight")).intValue();
    console.page().setViewportSize(WIDTH, Math.max(HEIGHT, Math.min(height, MAX_HEIGHT)));
    shoot(console, name);
    console.page().setViewportSize(WIDTH, HEIGHT);
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

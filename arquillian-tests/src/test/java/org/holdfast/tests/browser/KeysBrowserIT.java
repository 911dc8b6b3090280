package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.holdfast.tests.distribution.Rest;
import org.holdfast.tests.distribution.TrialServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Security objects and virtual wallets, from their making to their end; who sees what. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeysBrowserIT {

  private static final String KEYS = "/keys/objects.xhtml";
  private static final TrialServer SERVER = TrialServer.fresh("keys-browser");
  private static final Rest.User ALICE = new Rest.User("alice", "a password of alice");

  private static Chromium chromium;
  private Console console;
  private Flows flows;

  @BeforeAll
  static void start() {
    SERVER.start();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    SERVER.close();
    assertThat(SERVER.errors()).isEmpty();
  }

  @BeforeEach
  void open() {
    console = chromium.open(SERVER);
    flows = new Flows(console);
  }

  @AfterEach
  void close() {
    List<String> complaints = console.complaints();
    console.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(1)
  void emptyPages_sayWhatToDoFirst() {
    console.signIn(SERVER.sysadmin());
    flows.createUser(ALICE);
    flows.look();
    console.signOut();
    console.signIn(SERVER.keyadmin());
    assertThat(console.part("hours").locator("li")).hasCount(24);
    flows.look();
    for (String path : List.of(KEYS, "/keys/wallets.xhtml")) {
      console.open(path);
      assertThat(console.part("list:table")).containsText("Create");
      flows.look();
    }
    console.open("/endpoints/endpoints.xhtml");
    assertThat(console.part("list:table")).containsText("No endpoints yet.");
    flows.look();
    console.open("/keys/expiry.xhtml");
    assertThat(console.page().locator(".months tbody tr")).hasCount(12);
    flows.look();
  }

  @Test
  @Order(2)
  void key_isMadeInAVirtualWallet_andFound() {
    console.signIn(SERVER.keyadmin());
    flows.createWallet("Orders");
    flows.look();
    flows.createWallet("Private");
    flows.createKey("orders-db/master", "Orders");
    flows.createKey("archive/master", "Private");
    flows.look();

    console.choose(
        "filter:wallet",
        console.part("filter:wallet").locator("option:text-is(\"Orders\")").getAttribute("value"));
    console.press("filter:apply");
    assertThat(console.page()).hasURL(Pattern.compile(".*objects\\.xhtml\\?wallet=[0-9a-f-]{36}"));
    assertThat(flows.rows("orders-db/master")).hasCount(1);
    assertThat(flows.rows("archive/master")).hasCount(0);
    APIResponse csv = console.page().request().get(console.part("export").getAttribute("href"));
    assertThat(csv.text())
        .contains(",orders-db/master,SYMMETRIC_KEY,AES,256,")
        .doesNotContain("archive");
    console.open(KEYS + "?attribute=nonsense");
    assertThat(console.part("list:table")).containsText("HF-1003");
  }

  @Test
  @Order(3)
  void certificate_isImportedFromAFile() {
    console.signIn(SERVER.keyadmin());
    console.open(KEYS);
    Locator dialog = console.openDialog("actions:importButton", "Import security object");
    console.type("import:name", "own-authority");
    console.choose("import:type", "CERTIFICATE");
    console.choose("import:source", "FILE");
    Accessibility.check(console, dialog);
    console.press("import:submit");
    console.assertProblem("import:file", "HF-1002", "A required value is missing.");
    console.part("import:file").setInputFiles(file("notes.pem", "no certificate at all"));
    console.press("import:submit");
    assertThat(console.part("import:file_problem")).containsText("HF-3004");
    console.part("import:file").setInputFiles(file("ca.crt", ca()));
    console.press("import:submit");
    assertThat(dialog).isHidden();
    flows.openRow("own-authority");
    assertThat(console.part("object:view")).containsText("not after");
    flows.look();
  }

  @Test
  @Order(4)
  void formOutOfDate_bringsBackThePageOfTheSameObject() {
    console.signIn(SERVER.keyadmin());
    console.open(KEYS);
    flows.openRow("orders-db/master");
    String id = console.page().url().replaceFirst(".*[?&]id=", "");
    console
        .page()
        .evaluate(
            "() => document.getElementsByName('jakarta.faces.ViewState')"
                + ".forEach(field => field.value = '1:1')");
    console.press("object:editButton");

    assertThat(console.page()).hasURL(SERVER.uri() + "/keys/object.xhtml?stale=1&id=" + id);
    assertThat(console.page().locator(".banner-info")).containsText("The form was out of date.");
    assertThat(console.part("version")).isVisible();
  }

  @Test
  @Order(4)
  void rotation_makesVersionTwo_andAttributesAreEdited() {
    console.signIn(SERVER.keyadmin());
    console.open(KEYS);
    flows.openRow("orders-db/master");
    assertThat(console.part("version")).hasText("1");
    Locator rotate = console.openDialog("object:rotateButton", "Rotate");
    Accessibility.check(console, rotate);
    console.press("rotate:submit");
    assertThat(rotate).isHidden();
    assertThat(console.part("version")).hasText("2");

    Locator edit = console.openDialog("object:editButton", "Edit security object");
    Accessibility.check(console, edit);
    console.type("attributes:custom", "no equals sign");
    console.press("attributes:submit");
    console.assertProblem("attributes:custom", "HF-1003", "name=value");
    console.type("attributes:custom", "team=orders");
    console.press("attributes:submit");
    assertThat(edit).isHidden();
    assertThat(console.part("object:view")).containsText("team");
    flows.look();
    console.open(KEYS + "?attribute=team%3Dorders");
    assertThat(flows.rows("orders-db/master")).hasCount(1);
    assertThat(flows.rows("archive/master")).hasCount(0);
  }

  @Test
  @Order(5)
  void user_seesWhatIsGranted_andNothingElse() {
    console.signIn(SERVER.keyadmin());
    console.open("/keys/wallets.xhtml");
    flows.openRow("Orders");
    flows.grant(ALICE.name(), "READ_ONLY");
    flows.look();
    console.signOut();

    console.signIn(ALICE);
    assertThat(console.page().locator("main")).containsText("Granted to you");
    flows.look();
    console.open(KEYS);
    assertThat(flows.rows("orders-db/master")).hasCount(1);
    assertThat(flows.rows("archive/master")).hasCount(0);
    flows.openRow("orders-db/master");
    assertThat(console.part("object:showButton")).isVisible();
    assertThat(console.part("object:revokeButton")).hasCount(0);
    console.open("/keys/wallets.xhtml");
    assertThat(flows.rows("Private")).hasCount(0);
    flows.openRow("Orders");
    assertThat(console.part("wallets:grantButton")).hasCount(0);
    flows.look();
    for (String entry : List.of("navEndpoints", "navUsers", "navAudit", "navHsm")) {
      assertThat(console.part(entry)).hasCount(0);
      assertThat(console.open(Places.of(entry)).status()).as(entry).isEqualTo(403);
    }
  }

  @Test
  @Order(6)
  void object_isRevokedAndDestroyed_andItsWalletDeleted() {
    console.signIn(SERVER.keyadmin());
    console.open(KEYS);
    flows.openRow("archive/master");
    Locator revoke = console.openDialog("object:revokeButton", "Revoke");
    console.press("revoke:submit");
    console.assertProblem("revoke:reason", "HF-1002", "A required value is missing.");
    Accessibility.check(console, revoke);
    console.choose("revoke:reason", "KEY_COMPROMISE");
    console.press("revoke:submit");
    assertThat(revoke).isHidden();
    assertThat(console.part("state")).hasText("Compromised");
    Locator destroy = console.openDialog("object:destroyButton", "Destroy security object");
    console.type("destroy:confirmation", "archive/master");
    console.press("destroy:submit");
    assertThat(destroy).isHidden();
    assertThat(console.part("state")).hasText("Destroyed Compromised");
    flows.look();

    console.open("/keys/wallets.xhtml");
    flows.openRow("Private");
    Locator delete = console.openDialog("wallets:deleteButton", "Delete virtual wallet");
    Accessibility.check(console, delete);
    console.type("delete:confirmation", "Private");
    console.press("delete:submit");
    assertThat(console.page()).hasURL(SERVER.uri() + "/keys/wallets.xhtml?deleted=1");
    assertThat(flows.rows("Private")).hasCount(0);
  }

  private static FilePayload file(String name, String content) {
    return new FilePayload(
        name, "application/x-pem-file", content.getBytes(StandardCharsets.UTF_8));
  }

  private static String ca() {
    try {
      return Files.readString(Path.of(SERVER.home().toString(), "etc/tls/ca.crt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

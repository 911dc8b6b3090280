package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Arrays;
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

/** The first day of a vault as its three administrators see it: all of it in the browser. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstDayBrowserIT {

  private static final String PASSPHRASE = "correct horse battery";
  private static final String WRONG_PIN = "000000";
  private static final String HSM = "/system/hsm.xhtml";
  private static final String KEYS = "/keys/objects.xhtml";
  private static final Rest.User SYSADMIN = new Rest.User("root.admin", "a password of mine 1");
  private static final Rest.User KEYADMIN = new Rest.User("key.admin", "a password of mine 2");
  private static final Rest.User AUDITOR = new Rest.User("audit.admin", "a password of mine 3");

  private static final Locator.FilterOptions WITHOUT_REASON =
      new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*$"));

  private static final TrialServer SERVER = TrialServer.fresh("first-day-browser");
  private static Chromium chromium;
  private Console console;

  @BeforeAll
  static void start() {
    SERVER.startBare();
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
  }

  @AfterEach
  void close() {
    List<String> complaints = console.complaints();
    console.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(1)
  void beforePostInstall_everyAddressLeadsToIt() {
    for (String path : List.of("/", "/home.xhtml", "/login.xhtml", HSM, KEYS)) {
      console.open(path);
      assertThat(console.page()).hasURL(SERVER.uri() + "/post-install.xhtml");
    }
    assertThat(console.page()).hasTitle("Post-Install · Holdfast");
    assertThat(SERVER.rest().get("/api/v1/objects").text("code")).isEqualTo("HF-2002");
    Accessibility.check(console);
  }

  @Test
  @Order(2)
  void postInstall_saysWhatIsWrongBesideTheField() {
    console.open("/post-install.xhtml");
    console.press("install:submit");
    console.assertProblem("install:code", "HF-1002", "A required value is missing.");
    assertThat(console.page().locator(".problem")).hasCount(8);
    Accessibility.check(console);

    fillPostInstall("AAAA-AAAA-AAAA", PASSPHRASE, SYSADMIN.password());
    console.type("install:recoveryPassphraseAgain", "correct horse batterie");
    console.type("install:keyPasswordAgain", "another one entirely");
    console.press("install:submit");
    console.assertProblem(
        "install:recoveryPassphraseAgain", "HF-1004", "Type the same value in both fields.");
    assertThat(console.part("install:keyPasswordAgain_problem")).containsText("HF-1004");
    assertThat(console.part("install:systemName")).hasValue(SYSADMIN.name());
    assertThat(console.part("install:systemPassword")).hasValue("");

    fillPostInstall("AAAA-AAAA-AAAA", PASSPHRASE, SYSADMIN.password());
    console.press("install:submit");
    console.assertProblem("install:code", "HF-2003", "The one-time code is wrong.");

    fillPostInstall(SERVER.oneTimeCode(), "short", SYSADMIN.password());
    console.press("install:submit");
    console.assertProblem("install:recoveryPassphrase", "HF-1005", "Use at least 12 characters");

    fillPostInstall(SERVER.oneTimeCode(), PASSPHRASE, "short");
    console.press("install:submit");
    console.assertProblem("install:systemPassword", "HF-1006", "Use at least 12 characters");
  }

  @Test
  @Order(3)
  void postInstall_leadsToSignIn_andIsOver() {
    console.open("/post-install.xhtml");
    fillPostInstall(SERVER.oneTimeCode(), PASSPHRASE, SYSADMIN.password());
    console.press("install:submit");

    assertThat(console.page()).hasURL(SERVER.uri() + "/login.xhtml?installed=1");
    assertThat(console.page().locator(".banner-good")).containsText("The vault is installed.");
    console.open("/post-install.xhtml");
    assertThat(console.page()).hasURL(SERVER.uri() + "/login.xhtml");
  }

  @Test
  @Order(4)
  void beforeInitialize_homeAndHsmPageSayThatNoHsmIsInForce() {
    console.signIn(SYSADMIN);
    assertThat(console.part("vaultState")).containsText("Open");
    assertThat(console.part("rootOfTrustState")).containsText("Recovery passphrase");
    Accessibility.check(console);

    console.open("/system/hardware-security-module");
    assertThat(console.page()).hasURL(SERVER.uri() + HSM);
    assertDown();
    console.press("hsm:checkButton");
    assertThat(console.part("pageMessages")).containsText("HSM mode is not enabled.");
    assertThat(console.part("hsm:checkButton")).isFocused();
    Accessibility.check(console);
  }

  @Test
  @Order(5)
  void initialize_hasTheDocumentedFields_andRefusesMistakes() {
    console.signIn(SYSADMIN);
    console.open(HSM);
    Locator dialog = console.openDialog("hsm:initializeButton", "Initialize HSM");
    assertLabels(
        dialog,
        "Vendor",
        "HSM Credential",
        "Re-enter HSM Credential",
        "Recovery Passphrase",
        "Use Token Label",
        "Token Label");
    assertThat(dialog.locator(".dialog-actions button"))
        .hasText(new String[] {"Cancel", "Initialize"});
    assertThat(console.part("initialize:tokenLabel")).isDisabled();

    fillToken("initialize", SERVER.pin());
    console.type("initialize:credentialAgain", WRONG_PIN);
    console.type("initialize:recoveryPassphrase", PASSPHRASE);
    console.press("initialize:submit");
    console.assertProblem("initialize:credentialAgain", "HF-1004", "The two entries do not match.");
    assertThat(console.part("initialize:tokenLabel")).hasValue("holdfast");
    Accessibility.check(console, dialog);

    fillToken("initialize", WRONG_PIN);
    console.type("initialize:recoveryPassphrase", PASSPHRASE);
    console.press("initialize:submit");
    console.assertProblem("initialize:credential", "HF-2104", "The HSM refused the credential.");

    console.press("initialize:cancel");
    assertThat(dialog).isHidden();
    assertDown();
    assertThat(SERVER.softHsm().rootKeys("holdfast", SERVER.pin())).isZero();
  }

  @Test
  @Order(6)
  void initialize_turnsTheArrowGreen() {
    initialize();

    assertThat(console.part("type")).containsText("token holdfast");
    assertThat(console.part("rootOfTrustState")).hasText("HSM_PROTECTED");
    assertThat(console.part("keyNumber")).hasText("1");
    assertThat(console.part("latestTrace")).containsText("initialize.trc");
    assertThat(console.part("pageMessages").locator(".banner-good")).isVisible();
    assertThat(SERVER.softHsm().rootKeys("holdfast", SERVER.pin())).isEqualTo(1);
  }

  @Test
  @Order(7)
  void tokenGoesAwayAndComesBack_theArrowFollowsByItself() {
    console.signIn(SYSADMIN);
    console.open(HSM);
    assertArrow("up");
    SERVER.softHsm().takeAway();
    assertArrow("down");
    assertThat(console.part("statusWord")).hasText("Down");
    assertThat(console.part("cause").locator(".code")).hasText(Pattern.compile("HF-21\\d\\d"));
    assertThat(console.part("vaultChip")).containsText("HSM down");
    assertThat(console.part("live")).containsText("HSM down");
    Accessibility.check(console);

    SERVER.softHsm().bringBack();
    assertArrow("up");
    assertThat(console.part("cause")).hasCount(0);
  }

  @Test
  @Order(8)
  void setCredential_warns_andKeepsTheFormerOneWhenRefused() {
    console.signIn(SYSADMIN);
    console.open(HSM);
    Locator dialog = console.openDialog("hsm:setCredentialButton", "Prepare for HSM Restore");
    assertThat(dialog.locator(".banner-warn"))
        .hasText(
            "If HSM mode is already enabled for this instance, resetting the credential to a"
                + " different value will break the HSM connection.");
    assertLabels(
        dialog,
        "Vendor",
        "HSM Credential",
        "Re-enter HSM Credential",
        "Recovery Passphrase",
        "Use Token Label",
        "Token Label");
    assertThat(dialog.locator(".dialog-actions button"))
        .hasText(new String[] {"Cancel", "Set Credential"});
    Accessibility.check(console, dialog);

    fillToken("setCredential", WRONG_PIN);
    console.type("setCredential:recoveryPassphrase", PASSPHRASE);
    console.press("setCredential:submit");
    console.assertProblem("setCredential:credential", "HF-2104", "The HSM refused the credential.");
    assertArrow("up");

    fillToken("setCredential", SERVER.pin());
    console.type("setCredential:recoveryPassphrase", PASSPHRASE);
    console.press("setCredential:submit");
    assertThat(dialog).isHidden();
    assertThat(console.part("pageMessages").locator(".banner-good")).isVisible();
    assertArrow("up");
  }

  @Test
  @Order(9)
  void reverseMigrate_turnsTheArrowRed() {
    console.signIn(SYSADMIN);
    console.open(HSM);
    Locator dialog = console.openDialog("hsm:reverseMigrateButton", "HSM Reverse Migrate");
    assertLabels(
        dialog,
        "HSM Credential",
        "Old Recovery Passphrase",
        "New Recovery Passphrase",
        "Re-enter New Recovery Passphrase");
    assertThat(dialog.locator(".dialog-actions button"))
        .hasText(new String[] {"Cancel", "Reverse Migrate"});
    Accessibility.check(console, dialog);

    fillReverseMigrate("not the passphrase");
    console.press("reverseMigrate:submit");
    console.assertProblem(
        "reverseMigrate:oldRecoveryPassphrase", "HF-2004", "The recovery passphrase is wrong.");
    assertArrow("up");

    fillReverseMigrate(PASSPHRASE);
    console.press("reverseMigrate:submit");
    assertThat(dialog).isHidden();
    assertDown();
    assertThat(console.part("vaultChip")).containsText("Vault Open");
  }

  @Test
  @Order(10)
  void secondInitialize_makesKeyNumberTwo() {
    initialize();

    assertThat(console.part("keyNumber")).hasText("2");
    console.signOut();
    assertThat(console.page().locator(".banner-info")).hasText("You are signed out.");
    console.open(HSM);
    assertThat(console.page().locator("h1")).hasText("Sign in");
  }

  @Test
  @Order(11)
  void keyAdministrator_makesImportsShowsAndDestroys() {
    console.signIn(KEYADMIN);
    console.open(KEYS);
    assertThat(console.part("list:table")).containsText("No security objects yet.");
    Accessibility.check(console);

    Locator create = console.openDialog("actions:createButton", "Create key");
    console.press("create:submit");
    console.assertProblem("create:name", "HF-1002", "A required value is missing.");
    Accessibility.check(console, create);
    console.type("create:name", "generated");
    console.press("create:submit");
    assertThat(create).isHidden();
    show("generated");
    assertThat(console.part("materialHex")).hasText(Pattern.compile("[0-9a-f]{64}"));
    console.press("material:close");

    console.open(KEYS);
    Locator store = console.openDialog("actions:importButton", "Import security object");
    console.type("import:name", "pasted");
    console.choose("import:source", "HEX");
    console.type("import:material", "00112233445566778899aabbccddeeff");
    console.press("import:submit");
    assertThat(store).isHidden();
    show("pasted");
    assertThat(console.part("materialBase64")).hasText("ABEiM0RVZneImaq7zN3u/w==");
    Accessibility.check(console, console.dialog("Material"));
    console.page().keyboard().press("Escape");
    assertThat(console.dialog("Material")).isHidden();
    assertThat(console.part("materialBase64")).hasCount(0);

    Locator active = console.openDialog("object:destroyButton", "Destroy security object");
    assertThat(active).containsText("An active object must be revoked first");
    console.press("destroy:cancel");
    assertThat(active).isHidden();
    Locator revoke = console.openDialog("object:revokeButton", "Revoke");
    console.choose("revoke:reason", "SUPERSEDED");
    console.press("revoke:submit");
    assertThat(revoke).isHidden();
    Locator destroy = console.openDialog("object:destroyButton", "Destroy security object");
    console.type("destroy:confirmation", "Pasted");
    console.press("destroy:submit");
    assertThat(console.part("destroy:confirmation_problem")).containsText("HF-1003");
    Accessibility.check(console, destroy);
    console.type("destroy:confirmation", "pasted");
    console.press("destroy:submit");
    assertThat(destroy).isHidden();
    assertThat(console.part("state")).hasText("Destroyed");
    assertThat(console.part("object:showButton")).hasCount(0);

    console.open(KEYS);
    assertThat(rows()).hasCount(1);
    console.choose("filter:state", "DESTROYED");
    console.press("filter:apply");
    assertThat(row("pasted")).containsText("Destroyed");
    assertThat(row("generated")).hasCount(0);
  }

  @Test
  @Order(12)
  void auditManager_findsWhatHappened() {
    console.signIn(AUDITOR);
    console.open("/reports/audit.xhtml");
    assertThat(console.part("list:table")).containsText("Sign in");
    Accessibility.check(console);

    filter("REVERSE_MIGRATE", "SUCCEEDED");
    assertThat(rows()).hasCount(1);
    assertThat(rows().first()).containsText(SYSADMIN.name());
    filter("INITIALIZE", "FAILED");
    assertThat(rows()).hasCount(1);
    assertThat(rows().first()).containsText("HF-2104");
    filter("INITIALIZE", "SUCCEEDED");
    assertThat(rows()).hasCount(2);
    filter("SIGN_OUT", "SUCCEEDED");
    assertThat(signedOutByTheirUsers()).hasCount(1);
    assertThat(signedOutByTheirUsers()).containsText(SYSADMIN.name());
    filter("DESTROY_OBJECT", "");
    assertThat(rows().filter(new Locator.FilterOptions().setHasText("pasted"))).not().hasCount(0);

    Locator detail = console.openDialog("list:table:0:show", "Audit record");
    assertThat(detail).containsText(KEYADMIN.name());
    Accessibility.check(console, detail);
    console.press("detail:close");
    console.choose("filter:operation", "POST_INSTALL");
    console.choose("filter:outcome", "FAILED");
    console.type("filter:user", "nobody");
    console.press("filter:apply");
    assertThat(console.part("list:table")).containsText("Nothing fits the filter.");
    console.press("filter:clear");
    assertThat(rows()).not().hasCount(0);
    assertThat(console.part("filter:user")).hasValue("");
  }

  @Test
  @Order(13)
  void roles_seeTheirPlacesOnly() {
    assertPlaces(
        SYSADMIN,
        List.of(
            "navUsers", "navStatus", "navHsm", "navBackup", "navSyslog", "navAlerts", "navMail"),
        List.of("navKeys", "navEndpoints", "navAudit"));
    assertPlaces(
        KEYADMIN,
        List.of("navEndpoints", "navGroups", "navKeys", "navWallets", "navExpiry"),
        List.of(
            "navStatus", "navHsm", "navBackup", "navSyslog", "navUsers", "navAudit", "navAlerts"));
    assertPlaces(
        AUDITOR,
        List.of("navAudit", "navAlerts"),
        List.of(
            "navStatus",
            "navHsm",
            "navBackup",
            "navSyslog",
            "navUsers",
            "navKeys",
            "navEndpoints"));
  }

  private void assertPlaces(Rest.User user, List<String> allowed, List<String> absent) {
    try (Console window = chromium.open(SERVER)) {
      window.signIn(user);
      for (String place : allowed) {
        window.press(place);
        assertThat(window.part(place)).hasAttribute("aria-current", "page");
        assertThat(window.page().locator("h1")).isVisible();
      }
      for (String place : absent) {
        assertThat(window.part(place)).hasCount(0);
        assertThat(window.open(Places.of(place)).status()).as(place).isEqualTo(403);
        assertThat(window.page().locator("h1")).hasText("Your role does not allow this");
        assertThat(window.page().locator(".code")).hasText("HF-4004");
        assertThat(window.page().locator("main.plain-card")).isVisible();
      }
      Accessibility.check(window);
      window.page().getByText("Go to Home").click();
      assertThat(window.page().locator("h1")).hasText("Home");
      assertThat(window.complaints()).isEmpty();
    }
  }

  private void initialize() {
    console.signIn(SYSADMIN);
    console.open(HSM);
    assertDown();
    Locator dialog = console.openDialog("hsm:initializeButton", "Initialize HSM");
    fillToken("initialize", SERVER.pin());
    console.type("initialize:recoveryPassphrase", PASSPHRASE);
    console.press("initialize:submit");
    assertThat(dialog).isHidden();
    assertArrow("up");
  }

  private void assertDown() {
    assertArrow("down");
    assertThat(console.part("type")).hasText("None");
    assertThat(console.part("rootOfTrustState")).hasText("PASSPHRASE_PROTECTED");
  }

  private void assertArrow(String status) {
    // Longer than the page's own five seconds and the vault's two between checks.
    assertThat(console.part("statusArrow"))
        .hasAttribute(
            "data-status", status, new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
  }

  private static void assertLabels(Locator dialog, String... labels) {
    assertThat(dialog.locator("label:visible"))
        .hasText(
            Arrays.stream(labels)
                .map(label -> Pattern.compile("^\\s*" + label + "(\\s*\\*)?\\s*$"))
                .toArray(Pattern[]::new));
  }

  private void fillPostInstall(String code, String passphrase, String systemPassword) {
    console.type("install:code", code);
    console.type("install:recoveryPassphrase", passphrase);
    console.type("install:recoveryPassphraseAgain", passphrase);
    fillAdministrator("system", new Rest.User(SYSADMIN.name(), systemPassword));
    fillAdministrator("key", KEYADMIN);
    fillAdministrator("audit", AUDITOR);
  }

  private void fillAdministrator(String prefix, Rest.User user) {
    console.type("install:" + prefix + "Name", user.name());
    console.type("install:" + prefix + "Password", user.password());
    console.type("install:" + prefix + "PasswordAgain", user.password());
  }

  private void fillToken(String form, String pin) {
    console.choose(form + ":vendor", "softhsm");
    console.type(form + ":credential", pin);
    console.type(form + ":credentialAgain", pin);
    console.part(form + ":useTokenLabel").check();
    console.type(form + ":tokenLabel", "holdfast");
  }

  private void fillReverseMigrate(String oldPassphrase) {
    console.type("reverseMigrate:credential", SERVER.pin());
    console.type("reverseMigrate:oldRecoveryPassphrase", oldPassphrase);
    console.type("reverseMigrate:newRecoveryPassphrase", PASSPHRASE);
    console.type("reverseMigrate:newRecoveryPassphraseAgain", PASSPHRASE);
  }

  private void show(String name) {
    console.open(KEYS);
    console.open(row(name).locator("a.cell-main").getAttribute("href"));
    console.press("object:showButton");
    assertThat(console.dialog("Material")).isVisible();
  }

  private void filter(String operation, String outcome) {
    console.choose("filter:operation", operation);
    console.choose("filter:outcome", outcome);
    console.press("filter:apply");
  }

  private Locator rows() {
    return console.part("list:table").locator("tbody tr[data-ri]");
  }

  /** Sessions that ended without their user are audited as well, with the reason. */
  private Locator signedOutByTheirUsers() {
    return rows()
        .filter(
            new Locator.FilterOptions()
                .setHas(console.page().locator("td.detail").filter(WITHOUT_REASON)));
  }

  private Locator row(String text) {
    return rows().filter(new Locator.FilterOptions().setHasText(text));
  }
}

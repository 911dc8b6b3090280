package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.holdfast.tests.distribution.Operations;
import org.holdfast.tests.distribution.Rest;
import org.holdfast.tests.distribution.Thorough;
import org.holdfast.tests.distribution.TrialServer;
import org.holdfast.tests.distribution.UnfinishedHandshakes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A vault in HSM mode: signing in, what the edge refuses, the keyboard, the database away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleBrowserIT {

  /** What reaches past the edge of the page. */
  private static final String WIDER =
      "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 390)"
          + ".map(e => e.outerHTML.substring(0, 200)).slice(0, 5).join('\\n')";

  private static final String KEYS = "/keys/objects.xhtml";
  private static final String SYSLOG = "/system/syslog.xhtml";
  private static final String HSM = "/system/hsm.xhtml";
  private static final String SESSION = "__Host-holdfast";
  private static final double REWRAPPING_MILLIS = 30_000;

  private static final TrialServer SERVER = TrialServer.fresh("console-browser");
  private static Chromium chromium;
  private static UnfinishedHandshakes handshakes;
  private Console console;

  @BeforeAll
  static void start() throws IOException {
    Path site = SERVER.makeHome().home().resolve("etc/vendors");
    Files.createDirectory(site);
    Files.writeString(site.resolve("acme.yaml"), "id: acme\nname: Acme\nprovider: none\n");
    SERVER.start();
    Operations operations = new Operations(SERVER);
    for (String name : List.of("orders-db/tde-master", "archive/backup", "billing/export")) {
      operations.store(name, name.repeat(3).substring(0, 32).getBytes(StandardCharsets.US_ASCII));
    }
    chromium = Chromium.start();
    handshakes = new UnfinishedHandshakes(SERVER.uri().getPort());
  }

  @AfterAll
  static void stop() throws IOException {
    chromium.close();
    // Here, as all else has passed the time until then.
    try (UnfinishedHandshakes begun = handshakes) {
      begun.awaitEnded();
    } finally {
      SERVER.close();
    }
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
  void repeatedFailures_delayTheNextAttempt() {
    console.open("/login.xhtml");
    assertThat(console.part("login:name")).isFocused();
    Locator problem = console.part("login_problem");
    for (int attempt = 0; attempt < 10 && !problem.innerText().contains("HF-4003"); attempt++) {
      console
          .page()
          .waitForResponse(
              "**/login.xhtml*", () -> console.enter("somebody", "not their password"));
      assertThat(problem.locator(".code")).hasText(Pattern.compile("HF-400[23]"));
      if (attempt == 0) {
        assertThat(problem)
            .containsText("The user name or password is wrong. Check both; after several");
        assertThat(console.part("login:name")).hasValue("somebody");
        assertThat(console.part("login:password")).hasValue("");
        Accessibility.check(console);
      }
    }
    assertThat(problem)
        .containsText(
            Pattern.compile("Too many failed attempts\\. \\d+ seconds\\. Wait for the time shown"));
  }

  @Test
  @Order(2)
  void signIn_startsASessionThatNobodyKnewBefore() {
    console.open(HSM + "?shown=1");
    assertThat(console.page())
        .hasURL(SERVER.uri() + "/login.xhtml?next=%2Fsystem%2Fhsm.xhtml%3Fshown%3D1");
    Cookie before = session(console);
    console.enter(SERVER.sysadmin().name(), SERVER.sysadmin().password());
    assertThat(console.page()).hasURL(SERVER.uri() + HSM + "?shown=1");

    Cookie after = session(console);
    assertThat(after.value).isNotEqualTo(before.value);
    assertThat(after.secure).isTrue();
    assertThat(after.httpOnly).isTrue();
    assertThat(after.sameSite).isEqualTo(SameSiteAttribute.STRICT);
    assertThat(console.context().cookies()).hasSize(1);
    try (Console stranger = chromium.open(SERVER)) {
      stranger.context().addCookies(List.of(before));
      stranger.open("/home.xhtml");
      assertThat(stranger.page().locator("h1")).hasText("Sign in");
    }
    console.signOut();
    console.context().addCookies(List.of(after));
    console.open("/home.xhtml");
    assertThat(console.page().locator("h1")).hasText("Sign in");
  }

  @Test
  @Order(2)
  void endedSession_leadsBackToSignIn_evenFromWithinAPage() {
    console.signIn(SERVER.sysadmin());
    console.open(HSM);
    Cookie gone = session(console);
    console.context().clearCookies();
    console
        .context()
        .addCookies(List.of(new Cookie(SESSION, "gone").setUrl(SERVER.uri().toString())));
    console.press("hsm:checkButton");

    assertThat(console.page()).hasURL(SERVER.uri() + "/login.xhtml?ended=1");
    assertThat(console.page().locator(".banner-info")).containsText("Your session has ended.");
    assertThat(session(console).value).isNotEqualTo(gone.value);
  }

  @Test
  @Order(2)
  void vendorPacks_areListed_theirRulesShown_andABadOneIsNamed() {
    console.signIn(SERVER.sysadmin());
    console.open(HSM);

    assertThat(console.part("hsm:vendorPacks"))
        .containsText("Before: take over what others have put on the Remote File System (off)");
    assertThat(console.part("vendorPackProblems"))
        .containsText("acme.yaml:3 'provider' is a whole number from 1 to 999");
    Accessibility.check(console);

    Locator dialog = console.openDialog("hsm:initializeButton", "Initialize HSM");
    console.choose("initialize:vendor", "entrust");
    assertThat(dialog.getByText("Entrust calls it: OCS or softcard name. The name of the"))
        .isVisible();
    assertThat(dialog.getByText("SoftHSM2 calls it: User PIN.")).isHidden();
    Accessibility.check(console, dialog);
  }

  @Test
  @Order(3)
  void consoleSession_countsForNothingAtTheApi_norDoFormsWithoutTheirTokens() {
    console.signIn(SERVER.keyadmin());
    assertThat(console.page().request().get("/api/v1/objects").status()).isEqualTo(401);
    APIResponse deleted =
        console.page().request().delete("/api/v1/objects/01a1fd9a-7415-7000-ba63-f771bcccf4a2");
    assertThat(deleted.status()).isEqualTo(401);
    assertThat(deleted.text()).contains("HF-4001");

    APIResponse elsewhere = post(Map.of("Sec-Fetch-Site", "cross-site"), "1:1");
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.text()).contains("HF-4007");
    APIResponse stale = post(Map.of(), "123456:654321");
    assertThat(stale.url()).endsWith(KEYS + "?stale=1");
    assertThat(stale.text()).contains("The form was out of date.");
    post(Map.of(), "");
    assertThat(SERVER.rest().get(SERVER.keyadmin(), "/api/v1/objects").body())
        .contains("archive/backup")
        .doesNotContain("smuggled");
  }

  @Test
  @Order(4)
  void pages_carryTheSecurityHeaders() {
    console.signIn(SERVER.auditor());
    Map<String, String> headers = console.open("/home.xhtml").allHeaders();

    assertThat(headers)
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cross-origin-opener-policy", "same-origin")
        .containsEntry("cache-control", "no-store")
        .containsKey("strict-transport-security");
    assertThat(headers.get("content-security-policy"))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'")
        .contains("object-src 'none'")
        .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9+/=-]+'")
        .doesNotContain("script-src 'unsafe")
        .doesNotContain("unsafe-eval");
  }

  @Test
  @Order(5)
  void everyPage_isAccessible_andFitsASmallScreen() {
    console.open("/login.xhtml");
    look();
    console.signIn(SERVER.sysadmin());
    assertThat(console.page().locator(".link-broken")).hasCount(0);
    console.part("userMenu").locator("summary").click();
    look();
    for (String path :
        List.of(
            "/system/status.xhtml",
            HSM,
            SYSLOG,
            "/reports/alerts.xhtml",
            "/system/alerts.xhtml",
            "/system/mail.xhtml",
            "/account.xhtml",
            "/nowhere.xhtml")) {
      console.open(path);
      look();
    }
    assertThat(console.page().locator("h1")).hasText("There is nothing at this address");
    console.context().clearCookies();
    console.signIn(SERVER.keyadmin());
    assertThat(console.part("objectCount")).hasText("3");
    look();
    console.open(KEYS);
    look();
    console.context().clearCookies();
    console.signIn(SERVER.auditor());
    look();
    console.open("/reports/audit.xhtml");
    look();
    console.press("actions:verify");
    assertThat(console.part("verified")).containsText("passed");
    look();
    Accessibility.check(console, console.openDialog("actions:purgeButton", "Purge audit records"));
    console.press("purge:submit");
    console.assertProblem("purge:confirmation", "HF-1003", "This is not the word purge.");
  }

  @Test
  @Order(5)
  void syslogReceivers_areAddedAndRemoved_andTheTrailIsExported() {
    console.signIn(SERVER.sysadmin());
    console.press("navSyslog");
    Accessibility.check(console, console.openDialog("actions:addButton", "Add receiver"));
    console.type("receiver:host", "not a host");
    console.press("receiver:submit");
    console.assertProblem("receiver:host", "HF-1003", "host name");
    console.type("receiver:host", "127.0.0.1");
    console.type("receiver:port", "1");
    console.choose("receiver:transport", "TCP");
    console.press("receiver:submit");
    assertThat(console.part("receiverList")).containsText("127.0.0.1");
    console.part("receiverList").getByText("Send test message").click();
    assertThat(console.part("pageMessages")).containsText("HF-7108");
    look();
    console.part("receiverList").getByText("Remove").click();
    console.type("remove:confirmation", "127.0.0.1");
    console.press("remove:submit");
    assertThat(console.part("receivers:all")).containsText("There is no receiver.");
    console.context().clearCookies();
    console.signIn(SERVER.auditor());
    console.press("navAudit");
    Download csv = console.page().waitForDownload(() -> console.press("exportCsv"));
    assertThat(csv.suggestedFilename()).isEqualTo("audit-trail.csv");
  }

  @Test
  @Order(5)
  void alert_isRaisedByItsThreshold_acknowledgedWithANote_andInTheBell() {
    console.signIn(SERVER.sysadmin());
    console.press("navConfigureAlerts");
    console.type("alerts:diskPercent", "0");
    console.press("alerts:submit");
    console.assertProblem("alerts:diskPercent", "HF-1003", "From 1 to 99.");
    console.type("alerts:diskPercent", "1");
    console.press("alerts:submit");
    assertThat(console.part("pageMessages")).containsText("Saved");

    await().untilAsserted(() -> raisedOnDisk());
    console.press("navAlerts");
    console.choose("filter:kind", "DISK");
    console.press("filter:apply");
    assertThat(console.part("list:table")).containsText("HF-7003");
    console.press("list:table:0:show");
    Locator alert = console.dialog("Alert");
    assertThat(alert).containsText("Make room, or give it more.");
    Accessibility.check(console, alert);
    console.type("acknowledge:note", "Ordered");
    console.press("acknowledge:submit");
    assertThat(alert).isHidden();
    assertThat(console.part("list:table")).containsText("acknowledged");
    console.open("/home.xhtml");
    assertThat(console.part("alertsState")).containsText("1");

    console.open("/system/alerts.xhtml");
    console.type("alerts:diskPercent", "99");
    console.press("alerts:submit");
    assertThat(console.part("pageMessages")).containsText("Saved");
    console.open("/system/mail.xhtml");
    console.press("testMail:send");
    assertThat(console.part("testMail_problem").locator(".code")).hasText("HF-7012");
  }

  private void raisedOnDisk() {
    console.open("/home.xhtml");
    org.assertj.core.api.Assertions.assertThat(console.part("alertsState").innerText())
        .contains("1");
  }

  @Test
  @Order(6)
  void keyboard_reachesEverything_andDialogsKeepAndGiveBackTheFocus() {
    console.signIn(SERVER.sysadmin());
    console.open(HSM);
    key("Tab");
    assertThat(console.page().locator(":focus")).hasText("Skip to content");
    key("Enter");
    assertThat(console.part("main")).isFocused();
    key("Tab");
    assertThat(console.part("helpLink")).isFocused();
    key("Tab");
    assertThat(console.part("hsm:initializeButton")).isFocused();
    key("Tab");
    assertThat(console.part("hsm:setCredentialButton")).isFocused();
    key("Tab");
    assertThat(console.part("hsm:reverseMigrateButton")).isFocused();

    key("Enter");
    Locator dialog = console.dialog("HSM Reverse Migrate");
    assertThat(dialog).isVisible();
    assertThat(console.part("reverseMigrate:credential")).isFocused();
    for (int i = 0; i < 14; i++) {
      key("Tab");
      assertThat(dialog.locator(":focus")).hasCount(1);
    }
    for (int i = 0; i < 14; i++) {
      key("Shift+Tab");
      assertThat(dialog.locator(":focus")).hasCount(1);
    }
    key("Escape");
    assertThat(dialog).isHidden();
    assertThat(console.part("hsm:reverseMigrateButton")).isFocused();
  }

  @Test
  @Order(7)
  void secrets_areShownOnRequest_andTheThemeIsKept() {
    console.open("/login.xhtml");
    assertThat(console.part("login:name")).hasAttribute("autocomplete", "username");
    Locator password = console.part("login:password");
    assertThat(password).hasAttribute("autocomplete", "current-password");
    console.type("login:password", "seen");
    console.page().locator("[data-reveal='login:password']").click();
    assertThat(password).hasAttribute("type", "text");

    console.signIn(SERVER.auditor());
    console.part("userMenu").locator("summary").click();
    console.choose("theme", "dark");
    console.open("/reports/audit.xhtml");
    assertThat(console.page().locator("html")).hasAttribute("data-theme", "dark");
  }

  @Test
  @Order(8)
  void myAccount_changesThePassword() {
    console.signIn(SERVER.auditor());
    console.press("navAccount");
    console.type("account:currentPassword", SERVER.auditor().password());
    console.type("account:newPassword", "short");
    console.type("account:newPasswordAgain", "short");
    console.press("account:change");
    console.assertProblem("account:newPassword", "HF-1006", "The password is too weak.");

    console.type("account:currentPassword", "not the password");
    console.type("account:newPassword", "a new password 1");
    console.type("account:newPasswordAgain", "a new password 1");
    console.press("account:change");
    console.assertProblem("account:currentPassword", "HF-", "wrong");

    Console other = chromium.open(SERVER);
    other.signIn(SERVER.auditor());
    Rest.User changed = new Rest.User(SERVER.auditor().name(), "a new password 1");
    console.type("account:currentPassword", SERVER.auditor().password());
    console.type("account:newPassword", changed.password());
    console.type("account:newPasswordAgain", changed.password());
    console.press("account:change");
    assertThat(console.part("pageMessages")).containsText("Your password is changed.");

    other.open("/home.xhtml");
    assertThat(other.page().locator("h1")).hasText("Sign in");
    other.close();
    JsonObject ended =
        SERVER
            .rest()
            .get(changed, "/api/v1/audit?limit=1&operation=SIGN_OUT")
            .json()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(ended.getString("user")).isEqualTo(changed.name());
    assertThat(ended.getString("detail")).isEqualTo("the password was changed");
  }

  @Test
  @Order(9)
  void databaseAway_isSaidOnEveryPage_andForgottenWhenItIsBack() {
    assertThat(SERVER.errors()).isEmpty();
    console.signIn(SERVER.keyadmin());
    SERVER.database("stop");
    try {
      console.open("/home.xhtml");
      assertThat(console.page().locator(".link-broken")).containsText("Security objects");
      assertThat(console.page().locator(".banner-bad").first())
          .containsText("The database cannot be reached.");
      assertThat(console.page().locator(".banner-bad .code").first()).hasText("HF-5001");
      Accessibility.check(console);
      console.open(KEYS);
      assertThat(console.part("list:table")).containsText("HF-5001");
      Locator create = console.openDialog("actions:createButton", "Create key");
      console.type("create:name", "too early");
      console.press("create:submit");
      assertThat(console.part("create_problem")).containsText("HF-5001");
      assertThat(create).isVisible();
      try (Console other = chromium.open(SERVER)) {
        other.open("/login.xhtml");
        other.enter(SERVER.sysadmin().name(), SERVER.sysadmin().password());
        assertThat(other.part("login_problem")).containsText("HF-5001");
        assertThat(other.complaints()).isEmpty();
      }
    } finally {
      SERVER.database("start");
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              console.open("/home.xhtml");
              return console.part("objectCount").isVisible();
            });
    assertThat(console.page().locator(".link-broken")).hasCount(0);
    console.open(KEYS);
    assertThat(console.part("list:table")).containsText("archive/backup");
    console.signOut();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> SERVER.serverLog().contains("HF010063: The database is back"));
    assertThat(SERVER.serverLog()).containsOnlyOnce("HF010062");
  }

  @Test
  @Order(8)
  void masterKey_isRotated_andDataKeysAreRewrappedBehind() {
    console.signIn(SERVER.sysadmin());
    console.open(HSM);
    int generation = Integer.parseInt(console.part("generation").innerText());
    int generations = Integer.parseInt(console.part("generations").innerText());
    look();
    Locator dialog = console.openDialog("hsm:rotateMasterKeyButton", "Rotate master key");
    assertThat(dialog).containsText("reads and writes go on meanwhile");
    Accessibility.check(console, dialog);
    console.press("rotateMasterKey:submit");
    assertThat(dialog).isHidden();

    assertThat(console.part("pageMessages")).containsText("The master key is rotated.");
    assertThat(console.part("generation")).hasText(Integer.toString(generation + 1));
    assertThat(console.part("generations")).hasText(Integer.toString(generations + 1));
    assertThat(console.part("rewrapping"))
        .containsText(
            "Done", new LocatorAssertions.ContainsTextOptions().setTimeout(REWRAPPING_MILLIS));
    look();
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(8)
  void rootsOfTrust_areAddedArrangedRotatedAndRemoved() {
    SERVER.softHsm().addToken("second", "8642-second");
    console.signIn(SERVER.sysadmin());
    console.open(HSM);
    assertThat(console.part("rootList").locator("tbody tr")).hasCount(1);
    Locator add = console.openDialog("hsm:addRootButton", "Add Root of Trust");
    Accessibility.check(console, add);
    console.type("addRoot:name", "hsm-1");
    console.choose("addRoot:vendor", "softhsm");
    console.type("addRoot:credential", "8642-second");
    console.type("addRoot:credentialAgain", "8642-second");
    console.type("addRoot:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.part("addRoot:useTokenLabel").check();
    console.type("addRoot:tokenLabel", "second");
    console.press("addRoot:submit");
    console.assertProblem("addRoot:name", "HF-2013", "A Root of Trust has this name already.");
    console.type("addRoot:name", "cellar");
    console.type("addRoot:credential", "8642-second");
    console.type("addRoot:credentialAgain", "8642-second");
    console.type("addRoot:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.press("addRoot:submit");
    // Three derivations from the passphrase, on a machine that does other things too.
    assertThat(add).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(REWRAPPING_MILLIS));
    Locator rows = console.part("rootList").locator("tbody tr");
    assertThat(rows).hasCount(2);
    assertThat(rows.nth(1)).containsText("cellar");
    assertThat(rows.nth(1)).containsText("Up");
    look();
    doctorLooksAtBoth();
    console.open(HSM);

    Locator edit = console.openDialog("hsm:each:1:edit", "Edit Root of Trust");
    assertThat(console.part("changeRoot:name")).hasValue("cellar");
    Accessibility.check(console, edit);
    console.type("changeRoot:name", "attic");
    console.choose("changeRoot:priority", "1");
    console.press("changeRoot:submit");
    assertThat(edit).isHidden();
    assertThat(rows.nth(0)).containsText("attic");

    Locator rotate = console.openDialog("hsm:each:0:rotate", "Rotate Root of Trust");
    assertThat(rotate).containsText("attic gets another key");
    Accessibility.check(console, rotate);
    console.type("rotateRoot:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.press("rotateRoot:submit");
    assertThat(rotate)
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(REWRAPPING_MILLIS));
    assertThat(console.part("keyNumber")).hasText("2");

    Locator remove = console.openDialog("hsm:each:0:remove", "Remove Root of Trust");
    Accessibility.check(console, remove);
    console.type("removeRoot:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.type("removeRoot:confirmation", "hsm-1");
    console.press("removeRoot:submit");
    assertThat(console.part("removeRoot:confirmation_problem")).containsText("HF-1003");
    console.type("removeRoot:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.type("removeRoot:confirmation", "attic");
    console.press("removeRoot:submit");
    assertThat(remove).isHidden();
    assertThat(rows).hasCount(1);
    assertThat(console.part("statusWord")).hasText("Up");
  }

  @Test
  @Order(9)
  void doctor_showsEveryStep_orWhatNeedsDoing_andTriesACredential() {
    console.signIn(SERVER.sysadmin());
    console.press("navDoctor");
    assertThat(console.page().locator("h1")).hasText("Doctor");
    Locator steps = console.part("steps");
    assertThat(steps.locator("tr[data-step=wallet-opens]")).hasAttribute("data-outcome", "PASS");
    look();

    console.choose("filter:only", "true");
    console.press("filter:run");
    assertThat(console.page()).hasURL(Pattern.compile(".*[?&]only=true.*"));
    assertThat(console.page().locator("tr[data-outcome=PASS]")).hasCount(0);
    console.open("/system/doctor.xhtml?vendor=softhsm&tokenLabel=nowhere");
    Locator label = steps.locator("tr[data-step=token-label]");
    assertThat(label).containsText("Could Not Get Slot for HSM: no token nowhere in");
    assertThat(label.locator(".code")).hasText("HF-2102");
    look();
    label.locator(".code").click();
    assertThat(console.page()).hasURL(Pattern.compile(".*/help/page.xhtml\\?page=errors#HF-2102"));
    assertThat(console.page().locator("h1")).hasText("Error codes");
    assertThat(console.part("HF-2102")).containsText("Could Not Get Slot for HSM");
    look();
    console.part("HF-2102").locator("a").click();
    assertThat(console.page().locator("h1")).containsText("The vault is closed");
    look();
    console.open("/help/page.xhtml?page=alerts");
    assertThat(console.part("hsm-sessions")).hasText("HSM sessions");
    look();
    console.open("/help/page.xhtml?page=nothing");
    assertThat(console.page().locator(".banner-bad .code")).hasText("HF-1008");

    console.open("/system/doctor.xhtml");
    Locator dialog = console.openDialog("actions:tryCredentialButton", "Try an HSM credential");
    Accessibility.check(console, dialog);
    console.press("tryCredential:submit");
    console.assertProblem("tryCredential:credential", "HF-1002", "A required value is missing.");
    console.type("tryCredential:credential", SERVER.pin());
    console.press("tryCredential:submit");
    assertThat(dialog).isHidden();
    assertThat(steps.locator("tr[data-step=login]"))
        .containsText("The token accepted the credential that was given");
    Download file = console.page().waitForDownload(() -> console.press("download"));
    assertThat(file.suggestedFilename()).isEqualTo("holdfast-doctor.json");
  }

  private void doctorLooksAtBoth() {
    console.open("/system/doctor.xhtml");
    Locator opens = console.part("steps").locator("tr[data-step=wallet-opens]");
    assertThat(opens).hasCount(2);
    assertThat(opens.nth(0)).containsText("Root of Trust of hsm-1");
    assertThat(opens.nth(1)).containsText("Root of Trust of cellar");
    assertThat(opens.nth(1)).hasAttribute("data-outcome", "PASS");
    look();
    console.openDialog("actions:tryCredentialButton", "Try an HSM credential");
    console.type("tryCredential:credential", "8642-second");
    console.press("tryCredential:submit");
    assertThat(console.part("tryCredential_problem")).containsText("HF-2402");

    console.open("/system/doctor.xhtml?vendor=softhsm&tokenLabel=second");
    assertThat(opens).hasCount(1);
    Locator dialog = console.openDialog("actions:tryCredentialButton", "Try an HSM credential");
    console.type("tryCredential:credential", "8642-second");
    console.press("tryCredential:submit");
    assertThat(dialog).isHidden();
    assertThat(console.part("steps").locator("tr[data-step=login]"))
        .containsText("The token accepted the credential that was given");
  }

  /** Looks at the page on a desk, and on a telephone. */
  private void look() {
    Accessibility.check(console);
    console.page().setViewportSize(390, 800);
    // The navigation takes a moment to move aside.
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(
                        ((Number) console.page().evaluate("document.scrollingElement.scrollWidth"))
                            .intValue())
                    .as("width of %s: %s", console.page().url(), console.page().evaluate(WIDER))
                    .isLessThanOrEqualTo(390));
    console.page().setViewportSize(1280, 800);
  }

  private void key(String key) {
    console.page().keyboard().press(key);
  }

  private static Cookie session(Console window) {
    return window.context().cookies().stream()
        .filter(cookie -> cookie.name.equals(SESSION))
        .findFirst()
        .orElseThrow();
  }

  private APIResponse post(Map<String, String> headers, String viewState) {
    RequestOptions options =
        RequestOptions.create()
            .setForm(
                FormData.create()
                    .set("create", "create")
                    .set("create:name", "smuggled")
                    .set("create:key", "AES-256")
                    .set("create:submit", "create:submit")
                    .set("jakarta.faces.ViewState", viewState));
    headers.forEach(options::setHeader);
    return console.page().request().post(KEYS, options);
  }
}

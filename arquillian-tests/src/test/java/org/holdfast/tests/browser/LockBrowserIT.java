package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.holdfast.tests.distribution.Operations;
import org.holdfast.tests.distribution.Thorough;
import org.holdfast.tests.distribution.TrialServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The HSM page: closing and opening the vault, its credential and passphrase, the ledger. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LockBrowserIT {

  private static final String HSM = "/system/hsm.xhtml";
  private static final String LEDGER = "/system/ledger.xhtml";
  private static final String REASON = "A laptop with a copy of the home folder is missing";
  private static final String TOKEN = "holdfast";
  private static final double DERIVING_MILLIS = 60_000;
  private static final double REWRAPPING_MILLIS = 30_000;
  private static final TrialServer SERVER = TrialServer.fresh("lock-browser");
  private static Chromium chromium;
  private Console console;
  private Flows flows;

  @BeforeAll
  static void start() {
    SERVER.with("HOLDFAST_LEDGER_REST_SECONDS", "0").start();
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
    console.signIn(SERVER.sysadmin());
    console.open(HSM);
  }

  @AfterEach
  void close() {
    List<String> complaints = console.complaints();
    console.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(1)
  void credential_showsHowItWillBeRead_beforeItIsSent() {
    Locator dialog = console.openDialog("hsm:setCredentialButton", "Prepare for HSM Restore");
    Locator reading = console.part("setCredential:reading");
    console.choose("setCredential:vendor", "entrust");
    console.part("setCredential:useTokenLabel").uncheck();
    typeCredential("setCredential:credential", "s3cret");
    assertThat(reading).containsText("This will be read as: module passphrase");
    assertThat(reading).containsText("tick Allow module protection");
    Accessibility.check(console, dialog);
    typeCredential("setCredential:credential", "s3c\"ret|vault-ocs");
    assertThat(reading)
        .containsText("This will be read as: passphrase of the softcard or card set vault-ocs");
    assertThat(reading).containsText("Oracle SQL rules: 2 not kept");
    assertThat(console.part("setCredential:credential")).hasValue("s3c\"ret|vault-ocs");
    Accessibility.check(console, dialog);

    typeCredential("setCredential:credential", "s3cret");
    console.type("setCredential:credentialAgain", "s3cret");
    console.type("setCredential:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.press("setCredential:submit");
    console.assertProblem(
        "setCredential:credential", "HF-2120", "would be read as a module passphrase");
    console.press("setCredential:cancel");
    assertThat(dialog).isHidden();
    assertThat(console.part("statusArrow")).hasAttribute("data-status", "up");
  }

  @Test
  @Order(2)
  void changeCredential_tellsTheSteps_andRefusesWhatCannotWork() {
    Locator dialog = console.openDialog("hsm:changeCredentialButton", "Change HSM credential");
    assertThat(dialog.getByText("before this server restarts")).isVisible();
    Accessibility.check(console, dialog);
    console.choose("changeCredential:way", "OTHER_TOKEN");
    assertThat(dialog.getByText("Transfer the Root of Trust key")).isVisible();
    assertThat(console.part("changeCredential:tokenLabel")).isVisible();
    Accessibility.check(console, dialog);
    console.choose("changeCredential:way", "OTHER_PROTECTION");
    assertThat(dialog.getByText("This cannot be done here")).isVisible();
    assertThat(console.part("changeCredential:credential")).isHidden();
    Accessibility.check(console, dialog);
    console.press("changeCredential:submit");
    assertThat(console.part("changeCredential:way_problem")).containsText("HF-2124");

    console.choose("changeCredential:way", "OTHER_TOKEN");
    fillCredential();
    console.type("changeCredential:tokenLabel", "holdfast");
    console.press("changeCredential:submit");
    console.assertProblem("changeCredential:tokenLabel", "HF-1003", "token in use");
    console.choose("changeCredential:way", "SAME_TOKEN");
    fillCredential();
    console.press("changeCredential:submit");
    assertGoesAway(dialog);
    assertThat(console.part("pageMessages")).containsText("The HSM credential is changed.");
  }

  @Test
  @Order(3)
  void closeVault_asksForAReason_andSaysSoEverywhere_untilItIsOpened() {
    Locator dialog = console.openDialog("hsm:closeButton", "Close vault");
    assertThat(dialog).containsText("that needs the HSM");
    Accessibility.check(console, dialog);
    console.press("closeVault:submit");
    console.assertProblem("closeVault:reason", "HF-1002", "A required value is missing");
    console.type("closeVault:reason", REASON);
    console.press("closeVault:submit");
    assertThat(dialog).isHidden();

    assertThat(console.part("pageMessages")).containsText("The vault is closed.");
    assertThat(console.part("vaultChip")).hasText("Vault Closed by an administrator");
    assertThat(console.part("closure")).containsText("Closed by sysadmin");
    assertThat(console.part("closure")).containsText(REASON);
    flows.look();
    console.openDialog("hsm:closeButton", "Close vault");
    console.type("closeVault:reason", "to be sure");
    console.press("closeVault:submit");
    assertThat(dialog).containsText("The vault is closed already");
    assertThat(dialog).containsText("by sysadmin: " + REASON);
    assertThat(dialog).containsText("HF-2023");
    Accessibility.check(console, dialog);
    console.press("closeVault:cancel");
    assertThat(dialog).isHidden();
    assertThat(console.part("closure")).containsText(REASON);
    console.open("/home.xhtml");
    assertThat(console.part("vaultState")).containsText("Closed");
    assertThat(console.page().locator(".tile").first()).containsText("HF-2020");
    assertThat(console.page().locator(".link-broken")).containsText("Wallet");
    flows.look();

    console.open(HSM);
    console.press("hsm:openButton");
    assertThat(console.part("pageMessages")).containsText("The vault is open.");
    assertThat(console.part("vaultChip")).containsText("Vault Open");
  }

  @Test
  @Order(4)
  void ledger_showsWhatNeedsKeys_pausesAndDestroys() {
    String generation = "1";
    console.page().locator("#ledgerLink").click();
    assertThat(console.page().locator("h1")).hasText("Ledger");
    assertThat(console.part("rootKeyList")).containsText("In force");
    Locator former = console.page().locator("#masterKeyList tbody tr").last();
    assertThat(former.locator("th")).hasText(generation);
    assertThat(former).containsText("Nothing needs it");
    flows.look();

    console.press("ledger:pauseButton");
    assertThat(console.part("rewrapPaused")).containsText("Paused by sysadmin");
    flows.look();
    console.open(HSM);
    assertThat(console.part("rewrapPaused")).containsText("By sysadmin");
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    new Operations(SERVER).store("payroll", key);
    assertThat(new Operations(SERVER).rotateMasterKey().status()).isEqualTo(200);
    console.open("/home.xhtml");
    assertThat(console.part("rewrap")).containsText("still to be re-wrapped, paused. Ledger");
    flows.look();
    console.open(LEDGER);
    console.press("ledger:resumeButton");
    assertThat(console.part("rewrapPaused")).hasCount(0);
    assertThat(console.part("rewrapCount")).containsText("Done");

    former.getByTitle("Destroy generation " + generation).click();
    Locator dialog = console.dialog("Destroy master key");
    assertThat(dialog).containsText("Generation 1 leaves the wallet.");
    Accessibility.check(console, dialog);
    console.type("destroyMasterKey:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.type("destroyMasterKey:confirmation", "2");
    console.press("destroyMasterKey:submit");
    console.assertProblem("destroyMasterKey:confirmation", "HF-2033", "What was typed");
    console.type("destroyMasterKey:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.type("destroyMasterKey:confirmation", generation);
    console.press("destroyMasterKey:submit");
    assertGoesAway(dialog);
    assertThat(console.part("pageMessages")).containsText("Generation 1 is not in the wallet");
    assertThat(console.part("masterKeyList").getByTitle("Destroy generation 1")).hasCount(0);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(5)
  void formerRootKey_isDestroyed_onceItsNumberIsTyped() {
    rotateRoot("2");
    rotateRoot("3");
    Locator keys = console.part("rootKeyList").locator("tbody tr");
    Locator former = keys.filter(new Locator.FilterOptions().setHasText("Former"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              console.open(LEDGER);
              return former.getByText("Nothing needs it").count() == 2;
            });
    assertThat(keys).hasCount(3);
    flows.look();

    console.page().getByTitle("Destroy key number 1 on token").click();
    Locator dialog = console.dialog("Destroy Root of Trust key");
    assertThat(dialog).containsText("Key number 1 is destroyed on the token");
    assertThat(dialog.locator(":focus")).hasCount(1);
    assertThat(console.part("destroyRootKey:credential")).hasCount(0);
    Accessibility.check(console, dialog);
    destroyRootKey("3");
    console.assertProblem("destroyRootKey:confirmation", "HF-2033", "What was typed");
    Accessibility.check(console, dialog);
    assertThat(SERVER.softHsm().rootKeys(TOKEN, SERVER.pin())).isEqualTo(3);
    destroyRootKey("1");
    assertGoesAway(dialog);
    assertThat(console.part("pageMessages")).containsText("Key number 1 is not on the token");
    assertThat(keys).hasCount(2);
    assertThat(SERVER.softHsm().rootKeys(TOKEN, SERVER.pin())).isEqualTo(2);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(6)
  void passphrase_isChanged_andOpensTheVaultInPassphraseMode() {
    String changed = "four other words nobody guesses";
    Locator dialog = console.openDialog("hsm:changePassphraseButton", "Change Recovery Passphrase");
    assertThat(dialog).containsText("Backups made before keep the former passphrase.");
    Accessibility.check(console, dialog);
    changePassphrase("not this one, no", changed);
    assertThat(console.part("changePassphrase:oldRecoveryPassphrase_problem"))
        .containsText(
            "HF-2004", new LocatorAssertions.ContainsTextOptions().setTimeout(DERIVING_MILLIS));
    changePassphrase(SERVER.recoveryPassphrase(), changed);
    assertGoesAway(dialog);
    assertThat(console.part("pageMessages")).containsText("The recovery passphrase is changed.");
    console.openDialog("hsm:changePassphraseButton", "Change Recovery Passphrase");
    changePassphrase(changed, SERVER.recoveryPassphrase());
    assertGoesAway(dialog);

    assertThat(new Operations(SERVER).reverseMigrate(SERVER.pin()).status()).isEqualTo(200);
    console.open(HSM);
    assertThat(console.part("hsm:changeCredentialButton")).hasCount(0);
    console.openDialog("hsm:closeButton", "Close vault");
    console.type("closeVault:reason", "drill");
    console.press("closeVault:submit");
    Locator open = console.openDialog("hsm:openByPassphraseButton", "Open vault");
    Accessibility.check(console, open);
    console.type("openVault:recoveryPassphrase", "not this one, no");
    console.press("openVault:submit");
    assertThat(console.part("openVault:recoveryPassphrase_problem"))
        .containsText(
            "HF-2004", new LocatorAssertions.ContainsTextOptions().setTimeout(DERIVING_MILLIS));
    console.type("openVault:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.press("openVault:submit");
    assertGoesAway(open);
    assertThat(console.part("vaultChip")).containsText("Vault Open");
  }

  /** Waits until its key has that number, and nothing is left to re-wrap. */
  private void rotateRoot(String number) {
    console.open(HSM);
    Locator dialog = console.openDialog("hsm:each:0:rotate", "Rotate Root of Trust");
    console.type("rotateRoot:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.press("rotateRoot:submit");
    assertGoesAway(dialog);
    assertThat(console.part("keyNumber")).hasText(number);
    assertThat(console.part("rewrapping"))
        .containsText(
            "Done", new LocatorAssertions.ContainsTextOptions().setTimeout(REWRAPPING_MILLIS));
  }

  private void destroyRootKey(String confirmation) {
    console.type("destroyRootKey:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.type("destroyRootKey:confirmation", confirmation);
    console.press("destroyRootKey:submit");
  }

  private void changePassphrase(String former, String replacement) {
    console.type("changePassphrase:oldRecoveryPassphrase", former);
    console.type("changePassphrase:newRecoveryPassphrase", replacement);
    console.type("changePassphrase:newRecoveryPassphraseAgain", replacement);
    console.press("changePassphrase:submit");
  }

  /** Deriving keys from a passphrase takes its time, on purpose. */
  private static void assertGoesAway(Locator dialog) {
    assertThat(dialog)
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(DERIVING_MILLIS));
  }

  private void fillCredential() {
    console.type("changeCredential:credential", SERVER.pin());
    console.type("changeCredential:credentialAgain", SERVER.pin());
    console.type("changeCredential:recoveryPassphrase", SERVER.recoveryPassphrase());
  }

  /** Types, and leaves the field, as a person does. */
  private void typeCredential(String field, String text) {
    console.type(field, text);
    console.part(field).blur();
  }
}

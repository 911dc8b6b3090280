package org.holdfast.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.holdfast.tests.distribution.TrialServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Backups scheduled, followed, tested and made ready to be restored in the console (S72 to S78).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupBrowserIT {

  private static final String SCHEDULES = "/system/backup.xhtml";
  private static final String COMPLETED = "/system/backup-completed.xhtml";
  private static final String DESTINATIONS = "/system/backup-destinations.xhtml";
  private static final String RESTORE = "/system/backup-restore.xhtml";

  /** A backup or test restore begins and ends within. */
  private static final double LONG_MILLIS = 60_000;

  private static final TrialServer SERVER = TrialServer.fresh("backup-browser");

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
    console.signIn(SERVER.sysadmin());
  }

  @AfterEach
  void close() {
    List<String> complaints = console.complaints();
    console.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(1)
  void withoutBackups_thePagesSayWhatToDoFirst() {
    assertThat(console.part("backupState")).containsText("None yet");
    console.press("navBackup");
    assertThat(console.page().locator("h1")).hasText("Backup and Restore");
    assertThat(console.part("statusArrow")).hasAttribute("data-status", "warn");
    flows.look();
    console.press("tabCompleted");
    assertThat(console.part("list:table")).containsText("No backups yet.");
    assertThat(console.part("list:table").locator("thead th"))
        .hasText(
            new String[] {
              "Name",
              "Type",
              "Destination",
              "Status",
              "Run Index",
              "Run Error",
              "Schedule Time",
              "Start Time",
              "Backup Time",
              "Last Full Backup Time"
            });
    flows.look();
    console.press("tabDestinations");
    assertThat(console.part("destinationList")).containsText("Local folder");
    flows.look();
    console.press("tabRestore");
    assertThat(console.part("list:table")).containsText("No backup lies there.");
    flows.look();
  }

  @Test
  @Order(2)
  void schedule_isMade_run_paused_andResumed() {
    console.open(SCHEDULES);
    Locator dialog = console.openDialog("actions:scheduleButton", "Schedule backup");
    console.press("schedule:submit");
    console.assertProblem("schedule:name", "HF-1002", "A required value is missing.");
    console.choose("schedule:type", "PERIODIC");
    console.type("schedule:name", "Nightly");
    dialog.locator("summary").click();
    console.type("schedule:incrementals", "some");
    Accessibility.check(console, dialog);
    console.press("schedule:submit");
    console.assertProblem("schedule:incrementals", "HF-1003", "Not a whole number.");
    console.type("schedule:incrementals", "2");
    console.press("schedule:submit");
    assertThat(dialog).isHidden();

    assertThat(console.part("statusArrow"))
        .hasAttribute("data-status", "good", new HasAttributeOptions().setTimeout(LONG_MILLIS));
    assertThat(console.part("statusWord")).containsText("Backed up");
    assertThat(console.part("scheduleList")).containsText("every 1 day");
    console.press("backup:each:0:pause");
    assertThat(console.part("scheduleList")).containsText("PAUSED");
    flows.look();
    console.press("backup:each:0:resume");
    assertThat(console.part("scheduleList")).containsText("ACTIVE");

    console.open(COMPLETED);
    assertThat(console.part("list:table")).containsText("Nightly");
    assertThat(console.part("list:table")).containsText("DONE");
    flows.look();
    console.page().getByTitle("Delete hfbackup").first().click();
    Locator deletion = console.dialog("Delete backup");
    assertThat(deletion).containsText("hfbackup_nightly");
    Accessibility.check(console, deletion);
    console.type("delete:confirmation", "another");
    console.press("delete:submit");
    console.assertProblem(
        "delete:confirmation", "HF-1003", "This is not the name of the schedule.");
    console.press("delete:cancel");
    assertThat(deletion).isHidden();
    console.open("/home.xhtml");
    assertThat(console.part("backupState")).hasText(Pattern.compile("Made|Proved"));
    flows.look();
  }

  @Test
  @Order(3)
  void destination_isValidated_changed_andDeleted() throws IOException {
    console.open(DESTINATIONS);
    Locator dialog = console.openDialog("actions:createButton", "Create destination");
    assertThat(console.part("destination:method")).hasValue("SCP");
    assertThat(console.part("destination:port")).hasValue("22");
    assertThat(console.part("publicKey")).containsText("ssh-ed25519 ");
    Accessibility.check(console, dialog);
    console.type("destination:name", "Elsewhere");
    console.type("destination:host", "127.0.0.1");
    console.type("destination:port", "1");
    console.type("destination:path", "backups");
    console.type("destination:user", "vault");
    console.press("destination:submit");
    console.assertProblem("destination:port", "HF-6004", "cannot be reached.");

    Path folder = Files.createDirectories(SERVER.home().resolveSibling("backup-browser-folder"));
    console.choose("destination:method", "LOCAL");
    assertThat(console.part("destination:host")).isHidden();
    console.type("destination:path", folder.resolve("missing").toString());
    console.press("destination:submit");
    console.assertProblem("destination:path", "HF-6007", "folder cannot be used.");
    console.type("destination:path", folder.toString());
    console.press("destination:submit");
    assertThat(dialog).isHidden();
    assertThat(console.part("destinationList")).containsText("Elsewhere");
    flows.look();

    console.press("destinations:each:1:edit");
    Locator edit = console.dialog("Edit destination");
    assertThat(edit).isVisible();
    assertThat(console.part("destination:path")).hasValue(folder.toString());
    console.type("destination:name", "Elsewhere too");
    console.press("destination:submit");
    assertThat(edit).isHidden();

    console.press("destinations:each:1:delete");
    Locator delete = console.dialog("Delete destination");
    Accessibility.check(console, delete);
    console.type("delete:confirmation", "Elsewhere");
    console.press("delete:submit");
    console.assertProblem("delete:confirmation", "HF-1003", "This is not the name.");
    console.type("delete:confirmation", "Elsewhere too");
    console.press("delete:submit");
    assertThat(delete).isHidden();
    assertThat(console.part("destinationList")).not().containsText("Elsewhere");
  }

  @Test
  @Order(4)
  void testRestore_provesTheBackup_andRestoreAsksForAllThatItNeeds() {
    console.open(RESTORE);
    assertThat(console.part("list:table")).containsText("hfbackup_nightly_full_");
    flows.look();
    console.press("list:table:0:test");
    Locator test = console.dialog("Test restore");
    Accessibility.check(console, test);
    console.type("testRestore:recoveryPassphrase", "not the passphrase");
    console.press("testRestore:submit");
    console.assertProblem(
        "testRestore:recoveryPassphrase", "HF-2004", "The recovery passphrase is wrong.");
    console.type("testRestore:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.press("testRestore:submit");
    assertThat(test).isHidden();
    assertThat(console.part("reportWord"))
        .containsText("is proved", new ContainsTextOptions().setTimeout(LONG_MILLIS));
    assertThat(console.part("reportSteps")).containsText("decrypt samples");
    flows.look();

    console.press("list:table:0:restore");
    Locator restore = console.dialog("Restore");
    assertThat(restore.locator(".banner-bad")).containsText("all requests are refused");
    Accessibility.check(console, restore);
    console.type("restore:recoveryPassphrase", SERVER.recoveryPassphrase());
    console.type("restore:confirmation", "nightly");
    console.press("restore:submit");
    console.assertProblem("restore:confirmation", "HF-1003", "This is not the name of the file.");
    console.press("restore:cancel");
    assertThat(restore).isHidden();
    console.open("/home.xhtml");
    assertThat(console.part("backupState")).containsText("Proved");
  }

  @Test
  @Order(5)
  void schedule_isDeleted_andItsBackupStays() {
    console.open(SCHEDULES);
    console.press("backup:each:0:delete");
    Locator delete = console.dialog("Delete schedule");
    Accessibility.check(console, delete);
    console.type("delete:confirmation", "Nightly");
    console.press("delete:submit");
    assertThat(delete).isHidden();
    assertThat(console.part("backup:schedules")).containsText("No schedule yet.");
    console.open(COMPLETED);
    assertThat(console.part("list:table")).containsText("Nightly");
  }
}

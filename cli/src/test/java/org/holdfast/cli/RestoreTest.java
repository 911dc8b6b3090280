package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code holdfast backup restore}, {@code test}, {@code prove} and {@code status}. */
class RestoreTest extends CommandTest {

  private static final String FILE = "hfbackup_weekly_full_20261121020000.bkp";
  private static final String BEGIN = "POST backups/restore";
  private static final String LOOK = "GET backups/restore";
  private static final String RUNNING_503 =
      "{\"code\":\"HF-6020\",\"title\":\"A restore is under way\",\"cure\":\"Wait.\"}";

  @BeforeEach
  void layDown() {
    environment.put("HOLDFAST_RECOVERY_PASSPHRASE", "recovery \\ passphrase");
    peer()
        .on(
            "GET backups/destinations",
            200,
            "{\"items\":[{\"id\":\"d-1\",\"name\":\"local\"},{\"id\":\"d-2\",\"name\":\"far\"}]}");
  }

  private static String state(String state, String step, int percent) {
    return "{\"state\":\"%s\",\"file\":\"%s\",\"step\":\"%s\",\"percent\":%d,\"error\":null}"
        .formatted(state, FILE, step, percent);
  }

  @Test
  void restore_goesOnAskingThroughRefusalsUntilItSucceeded() {
    peer()
        .on(BEGIN, 202, "")
        .on(LOOK, 200, state("RUNNING", "checking", 0))
        .on(LOOK, 503, RUNNING_503)
        .on(LOOK, 503, "")
        .on(LOOK, 200, state("RUNNING", "loading tables", 40))
        .on(LOOK, 200, state("RUNNING", "loading tables", 80))
        .on(LOOK, 200, state("SUCCEEDED", "", 100));

    Outcome outcome = ask("restore", FILE, "--from", "local", "--yes");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .isEqualTo(
            "Restored from %s. Users, passwords and the recovery passphrase are those of the backup.\n"
                .formatted(FILE));
    assertThat(outcome.err())
        .isEqualTo("Restoring %1$s: checking\nRestoring %1$s: loading tables\n".formatted(FILE));
    assertThat(waits).contains(Duration.ofSeconds(5)).hasSize(5);
    assertThat(peer().sent(BEGIN))
        .isEqualTo(
            "{\"destination\":\"d-1\",\"file\":\"%s\",\"withoutSafetyBackup\":false,\"recoveryPassphrase\":\"recovery \\\\ passphrase\"}"
                .formatted(FILE));
    assertThat(peer().asked())
        .filteredOn(asked -> asked.what().equals(LOOK))
        .allMatch(asked -> asked.authorization() == null);
  }

  @Test
  void restore_theEndOfAnEarlierOne_isNotTakenForThis() {
    peer()
        .on(BEGIN, 202, "")
        .on(LOOK, 200, "{\"state\":\"FAILED\",\"file\":\"other.bkp\"}")
        .on(LOOK, 200, state("SUCCEEDED", "", 100));

    assertThat(ask("restore", FILE, "--from", "local", "--yes").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void restore_failed_tellsWhy() {
    peer()
        .on(BEGIN, 202, "")
        .on(
            LOOK,
            200,
            "{\"state\":\"FAILED\",\"file\":\"%s\",\"error\":{\"code\":\"HF-6016\",\"title\":\"Another key\",\"detail\":\"key 3\",\"cure\":\"Set Credential.\"}}"
                .formatted(FILE));

    assertThat(ask("restore", FILE, "--from", "local", "--yes"))
        .isEqualTo(
            new Outcome(
                ExitCode.REFUSED, "", "Error: HF-6016: Another key: key 3. Set Credential.\n"));
  }

  @Test
  void restore_damagedFile_hasItsOwnExitCode() {
    peer().on(BEGIN, 400, "{\"code\":\"HF-6014\",\"title\":\"Damaged\"}");

    assertThat(ask("restore", FILE, "--from", "local", "--yes").exitCode())
        .isEqualTo(ExitCode.DAMAGED);
  }

  @Test
  void restore_nothingHeardForLong_saysThatItMayGoOn() {
    peer().on(BEGIN, 202, "").on(LOOK, 503, RUNNING_503);

    Outcome outcome = ask("restore", FILE, "--from", "local", "--yes");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.err()).contains("for 5 minutes", "holdfast backup status");
  }

  @Test
  void restore_serverThatGoesAwayMeanwhile_isAskedAgain() {
    peer().on(BEGIN, 202, "");
    // More than the JDK's client tries again by itself.
    for (int i = 0; i < 8; i++) {
      peer().on(LOOK, 0, "");
    }
    peer().on(LOOK, 200, state("SUCCEEDED", "", 100));

    assertThat(ask("restore", FILE, "--from", "local", "--yes").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(waits).isNotEmpty();
  }

  @Test
  void restore_isConfirmedByTheFilesName() {
    typed.add(FILE);
    peer().on(BEGIN, 202, "").on(LOOK, 200, state("SUCCEEDED", "", 100));

    assertThat(ask("restore", FILE, "--from", "local").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void restore_notConfirmed_changesNothing() {
    typed.add("yes");

    assertThat(ask("restore", FILE, "--from", "local").err())
        .contains("That is not the file's name; nothing was done.");
    assertThat(ask("restore", FILE, "--from", "local").err()).contains("give --yes");
    assertThat(peer().wasChanged()).isFalse();
  }

  @Test
  void restore_json_printsTheLastState() {
    peer().on(BEGIN, 202, "").on(LOOK, 200, state("SUCCEEDED", "", 100));

    assertThat(ask("restore", FILE, "--from", "local", "--yes", "--json").out())
        .isEqualTo(state("SUCCEEDED", "", 100) + "\n");
  }

  @Test
  void test_report_decidesTheExitCode() {
    peer()
        .on("POST backups/test-restore", 200, report(true))
        .on("POST backups/test-restore", 200, report(false));

    Outcome good = ask("test", FILE, "--from", "far");
    assertThat(good.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(good.out())
        .isEqualTo(
            """
            STEP        OK   TIME   DETAIL
            passphrase  yes  12 ms  -

            %s can be restored: 7 objects, 90 rows.
            """
                .formatted(FILE));
    assertThat(ask("test", FILE, "--from", "far").exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(peer().sent("POST backups/test-restore")).startsWith("{\"destination\":\"d-2\"");
  }

  @Test
  void prove_needsNoPassphrase() {
    peer().on("POST backups/prove", 200, report(true));

    assertThat(ask("prove").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(peer().sent("POST backups/prove")).isEqualTo("{}");
  }

  private static String report(boolean ok) {
    return "{\"file\":\"%s\",\"ok\":%2$b,\"steps\":[{\"step\":\"passphrase\",\"ok\":%2$b,\"detail\":null,\"milliseconds\":12}],\"objects\":7,\"rows\":90}"
        .formatted(FILE, ok);
  }

  @Test
  void status_showsWhatIsKnown() {
    peer()
        .on(LOOK, 200, "{\"state\":\"NONE\"}")
        .on(
            "GET backups/status",
            200,
            """
            {"lastGood":{"file":"a.bkp","status":"DONE","backupTime":"2026-11-21T02:00:09.5Z"},"last":null,
             "lastProved":null,"nextRun":"2026-11-22T02:00:00Z","problem":null,
             "progress":{"kind":"BACKUP","what":"weekly","step":"copying tables","percent":40}}""");

    assertThat(ask("status").out())
        .isEqualTo(
            """
            Last good    2026-11-21T02:00:09Z, DONE, a.bkp
            Last run     -
            Last proved  -
            Next run     2026-11-22T02:00:00Z
            Now          BACKUP weekly: copying tables, 40 %
            Problem      -
            """);
  }

  @Test
  void status_duringARestore_showsThat() {
    peer().on(LOOK, 200, state("RUNNING", "loading tables", 40));

    assertThat(ask("status").out())
        .isEqualTo("Restore  %s: loading tables, 40 %%\n".formatted(FILE));
  }

  @Test
  void list_ofAll_goesOnAfterOneThatIsAway() {
    peer()
        .on("GET backups/destinations/d-1/files", 400, "{\"code\":\"HF-6004\",\"title\":\"Away\"}")
        .on(
            "GET backups/destinations/d-2/files",
            200,
            "{\"items\":[{\"type\":\"FULL\",\"file\":\"a.bkp\",\"backupTime\":\"2026-11-21T02:00:00Z\",\"hsmMode\":true,\"bytes\":999}]}");

    assertThat(ask("list"))
        .isEqualTo(
            new Outcome(
                ExitCode.REFUSED,
                """
                DESTINATION  MADE                  TYPE  MODE  SIZE   FILE
                far          2026-11-21T02:00:00Z  FULL  HSM   999 B  a.bkp
                """,
                "Error: local is left out. HF-6004: Away\n"));
    assertThat(ask("list", "--from", "far").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ask("list", "--json").out())
        .contains("\"destination\":{\"id\":\"d-2\",\"name\":\"far\"}", "\"total\":1");
  }

  @Test
  void runs_tellThatThereAreMore() {
    peer()
        .on(
            "GET backups/runs?offset=0&limit=1",
            200,
            """
            {"items":[{"name":"weekly","runIndex":3,"type":"FULL","status":"FAILED","objects":0,
              "runError":{"code":"HF-6008"}}],"total":3}""");

    assertThat(ask("runs", "--limit", "1").out())
        .contains("weekly    3    FULL  FAILED HF-6008", "1 of 3; --offset 1 shows the next.");
  }
}

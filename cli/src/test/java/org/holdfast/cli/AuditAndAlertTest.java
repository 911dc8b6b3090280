package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.Test;

/** {@code holdfast audit} and {@code holdfast alert}. */
class AuditAndAlertTest extends CommandTest {

  private static final String ID = "01a20017-f948-7000-8644-e252b7ca766e";

  @Test
  void query_filters_andFitsATerminal() {
    peer()
        .on(
            "GET audit?user=sam%20i&operation=INITIALIZE&outcome=FAILED&offset=0&limit=2",
            200,
            """
            {"items":[{"at":"2026-11-21T12:00:00.123456Z","user":"%s","operation":"INITIALIZE",
              "outcome":"FAILED","code":"HF-2104","detail":"%s"}],"total":9}
            """
                .formatted("u".repeat(60), "word ".repeat(30)));

    Outcome outcome =
        command(
            "audit",
            "query",
            "--by",
            "sam i",
            "--operation",
            "initialize",
            "--outcome",
            "failed",
            "--limit",
            "2");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(outcome.out())
        .contains("2026-11-21T12:00:00Z  uuu", "uu…  INITIALIZE", "1 of 9; --offset 1 shows");
  }

  @Test
  void verify_waitsForTheResult_andBrokenHasItsExitCode() {
    String running = "{\"state\":\"RUNNING\",\"rowsDone\":1,\"rowsTotal\":2}";
    peer()
        .on("POST audit/verify", 202, running)
        .on("GET audit/verify", 200, running)
        .on(
            "GET audit/verify",
            200,
            """
            {"state":"BROKEN","report":{"rows":2,"segments":1,"findingsTotal":1,
             "findings":[{"kind":"CHANGED","sequence":7,"position":1,"detail":"not as sealed"}]}}
            """);

    Outcome outcome = command("audit", "verify");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(outcome.out()).contains("CHANGED", "7", "not as sealed", "1 findings");
    assertThat(waits).hasSize(2);
  }

  @Test
  void verify_thatPassed_isOk_andThatDidNotEnd_isNot() {
    peer()
        .on(
            "POST audit/verify",
            200,
            "{\"state\":\"PASSED\",\"report\":{\"rows\":2,\"segments\":1,\"findings\":[]}}")
        .on("POST audit/verify", 200, "{\"state\":\"CANCELLED\"}")
        .on(
            "POST audit/verify",
            200,
            "{\"state\":\"FAILED\",\"error\":{\"code\":\"HF-5001\",\"title\":\"Away\"}}");

    assertThat(command("audit", "verify"))
        .matches(o -> o.exitCode() == 0 && o.out().contains("Everything is as it was sealed."));
    assertThat(command("audit", "verify").exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(command("audit", "verify"))
        .matches(o -> o.exitCode() == ExitCode.REFUSED && o.err().contains("HF-5001: Away"));
  }

  @Test
  void export_writesANewFileForItsOwner_orTheStream() throws Exception {
    peer().on("GET audit/export?format=CSV", 200, "node,sequence\r\n");
    Path file = home.resolve("trail.csv");

    assertThat(command("audit", "export").out()).isEqualTo("node,sequence\r\n");
    assertThat(command("audit", "export", "--out", file.toString()).exitCode()).isZero();
    assertThat(file).hasContent("node,sequence\r\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    int asked = peer().asked().size();
    assertThat(command("audit", "export", "--out", file.toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(peer().asked()).hasSize(asked);
    assertThat(command("audit", "export", "--out", file.toString(), "--replace").exitCode())
        .isZero();
  }

  @Test
  void export_thatIsRefused_leavesNothingBehind() throws Exception {
    peer()
        .on(
            "GET audit/export?format=JSON",
            403,
            "{\"code\":\"HF-4004\",\"title\":\"Not allowed\"}");

    assertThat(
            command("audit", "export", "--json", "--out", home.resolve("trail").toString()).err())
        .contains("HF-4004");
    try (var files = Files.list(home)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("etc");
    }
  }

  @Test
  void purge_goesOnWhileThereIsMore() {
    peer()
        .on("POST audit/purge", 200, "{\"rows\":1000,\"segments\":10,\"more\":true}")
        .on("POST audit/purge", 200, "{\"rows\":7,\"segments\":1,\"more\":false}");

    Outcome outcome = command("audit", "purge", "--before", "2027-01-01T00:00:00Z", "--yes");

    assertThat(outcome.out()).isEqualTo("1007 records in 11 segments are gone.\n");
    assertThat(peer().sent("POST audit/purge"))
        .isEqualTo("{\"before\":\"2027-01-01T00:00:00Z\",\"confirmation\":\"purge\"}");
  }

  @Test
  void alert_isFoundByTheEndOfItsIdentifier() {
    String alert =
        """
        {"id":"%s","kind":"DISK","severity":"WARNING","state":"ACKNOWLEDGED","text":"Disk room",
         "cause":{"code":"HF-7003","title":"Nearly full","cure":"Make room."},
         "acknowledged":{"by":"sam","at":"2026-11-21T12:00:00Z","note":"seen"}}
        """
            .formatted(ID);
    peer()
        .on("GET alerts?limit=200&offset=0", 200, "{\"items\":[" + alert + "],\"total\":1}")
        .on("GET alerts?state=RAISED&offset=0&limit=20", 200, "{\"items\":[" + alert + "]}")
        .on("GET alerts/" + ID, 200, alert)
        .on("POST alerts/" + ID + "/acknowledge", 200, alert);

    assertThat(command("alert", "list", "--state", "raised").out())
        .contains("e252b7ca766e", "HF-7003: Nearly full. Make room.");
    assertThat(command("alert", "show", "e252b7ca766e").out()).contains("by sam: seen");
    assertThat(command("alert", "acknowledge", ID, "--note", "seen").exitCode()).isZero();
    assertThat(peer().sent("POST alerts/" + ID + "/acknowledge")).isEqualTo("{\"note\":\"seen\"}");
    assertThat(command("alert", "show", "000000000000"))
        .matches(o -> o.exitCode() == ExitCode.REFUSED && o.err().contains("HF-7007"));
    assertThat(command("alert", "show", "../users").err()).contains("HF-7007");
  }

  @Test
  void settings_changeWhatIsNamed_andNothingElse() {
    String now =
        "{\"intervalSeconds\":300,\"certificateDays\":30,\"diskPercent\":90,\"backupHours\":48,"
            + "\"freeSessions\":2,\"kindsOff\":[\"DISK\"],\"receivers\":[\"a@b.example\"]}";
    peer().on("GET system/alerts", 200, now).on("PUT system/alerts", 200, now);

    Outcome outcome =
        command("alert", "settings", "change", "--interval", "60", "--kinds-off=", "--receivers=");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(peer().sent("PUT system/alerts"))
        .isEqualTo(
            "{\"intervalSeconds\":60,\"certificateDays\":30,\"diskPercent\":90,\"backupHours\":48,"
                + "\"freeSessions\":2,\"kindsOff\":[],\"receivers\":[]}");
    assertThat(command("alert", "settings", "change", "--interval", "300").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void settings_kindsThatAreNone_areRefusedWithThoseThereAre() {
    String now =
        "{\"intervalSeconds\":300,\"certificateDays\":30,\"diskPercent\":90,\"backupHours\":48,"
            + "\"freeSessions\":2,\"kindsOff\":[],\"receivers\":[]}";
    peer().on("GET system/alerts", 200, now).on("PUT system/alerts", 200, now);

    Outcome refused = command("alert", "settings", "change", "--kinds-off", "disk,NONSENSE");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("'NONSENSE' is none of HSM, ROOT_KEY_PASSPORT, ", "MAIL");
    assertThat(peer().wasChanged()).isFalse();
    assertThat(command("alert", "settings", "change", "--help").out())
        .contains("ROOT_KEY_PASSPORT", "BACKUP_NOT_PROVED");
    assertThat(command("alert", "settings", "change", "--kinds-off", "disk,backup-age").exitCode())
        .isZero();
    assertThat(peer().sent("PUT system/alerts")).contains("\"kindsOff\":[\"DISK\",\"BACKUP_AGE\"]");
  }
}

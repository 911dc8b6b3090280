package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code holdfast backup schedule} and {@code holdfast backup now}. */
class ScheduleTest extends CommandTest {

  private static final String SCHEDULES = "GET backups/schedules";
  private static final String CREATE = "POST backups/schedules";
  private static final String STATUS = "GET system/status";
  private static final String CLOSED =
      """
      {"vault":"CLOSED","closedBecause":{"code":"HF-2108","title":"No credential","cure":"Use Set Credential."}}""";
  private static final String RUNS = "GET backups/runs?offset=0&limit=50";
  private static final String NAME = "now-20261121-120000";

  @BeforeEach
  void layDown() {
    peer()
        .on(
            "GET backups/destinations",
            200,
            "{\"items\":[{\"id\":\"d-1\",\"name\":\"local\"}],\"total\":1}");
  }

  @Test
  void list_showsColumns() {
    peer()
        .on(
            SCHEDULES,
            200,
            """
            {"items":[{"id":"s-1","name":"weekly","destination":{"id":"d-1","name":"local"},"type":"PERIODIC",
              "periodSeconds":604800,"incrementals":6,"keepCount":14,"keepDays":null,"status":"ACTIVE",
              "nextRun":"2026-11-28T02:00:00.123Z","failures":0}],"total":1}""");

    assertThat(ask("schedule", "list").out())
        .isEqualTo(
            """
            NAME    STATUS  EVERY  INCREMENTALS  KEEP  DESTINATION  NEXT RUN              FAILURES  ID
            weekly  ACTIVE  7 d    6             14    local        2026-11-28T02:00:00Z  0         s-1
            """);
  }

  @Test
  void create_periodic_sendsAll() {
    peer().on(CREATE, 201, "{\"nextRun\":\"2026-11-28T02:00:00Z\"}");

    Outcome outcome =
        ask(
            "schedule",
            "create",
            "weekly",
            "--to",
            "local",
            "--every",
            "1d12h5m",
            "--start",
            "2026-11-28T03:00:00+01:00",
            "--incrementals",
            "6",
            "--keep",
            "14",
            "--keep-days",
            "90");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(0, "Schedule weekly: the next run is at 2026-11-28T02:00:00Z.\n", ""));
    assertThat(peer().sent(CREATE))
        .isEqualTo(
            "{\"name\":\"weekly\",\"destination\":\"d-1\",\"type\":\"PERIODIC\",\"days\":1,\"hours\":12,\"minutes\":5,"
                + "\"start\":\"2026-11-28T02:00:00Z\",\"incrementals\":6,\"keepCount\":14,\"keepDays\":90}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "7w", "1m1h", "-1d", "999999d"})
  void create_impossiblePeriod_isWrongUse(String period) {
    assertThat(ask("schedule", "create", "a", "--to", "local", "--every", period).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(peer().wasChanged()).isFalse();
  }

  @Test
  void create_startWithoutZone_isWrongUse() {
    assertThat(
            ask("schedule", "create", "a", "--to", "local", "--start", "2026-11-28T03:00:00")
                .exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void pauseResumeDelete_takeNamesAndIds() {
    peer()
        .on(SCHEDULES, 200, "{\"items\":[{\"id\":\"s-1\",\"name\":\"weekly\"}],\"total\":1}")
        .on("POST backups/schedules/s-1/pause", 200, "{}")
        .on("POST backups/schedules/s-1/resume", 204, "")
        .on("DELETE backups/schedules/s-1", 204, "");

    assertThat(ask("schedule", "pause", "weekly").out()).isEqualTo("Schedule weekly is paused.\n");
    assertThat(ask("schedule", "resume", "s-1").out()).isEqualTo("Schedule weekly is resumed.\n");
    assertThat(ask("schedule", "delete", "s-1").out()).isEqualTo("Schedule weekly is deleted.\n");
    assertThat(ask("schedule", "delete", "other").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void now_waitsUntilItIsMade() {
    peer()
        .on(STATUS, 200, "{\"vault\":\"OPEN\"}")
        .on("GET backups/schedules/s-9", 200, "{}")
        .on(CREATE, 201, "{\"id\":\"s-9\"}")
        .on(RUNS, 200, "{\"items\":[{\"id\":\"r-0\",\"name\":\"other\",\"status\":\"DONE\"}]}")
        .on(RUNS, 200, run("ONGOING"))
        .on(RUNS, 200, run("DONE"))
        .on("GET backups/status", 200, "{\"progress\":null}")
        .on(
            "GET backups/status",
            200,
            "{\"progress\":{\"what\":\"%s\",\"step\":\"copying tables\",\"percent\":40}}"
                .formatted(NAME))
        .on(
            "GET backups/runs/r-1",
            200,
            "{\"id\":\"r-1\",\"file\":\"hfbackup_a.bkp\",\"bytes\":12345678,\"status\":\"DONE\"}");

    Outcome outcome = ask("now", "--to", "local");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("File         hfbackup_a.bkp\n", "Size         12.3 MB\n");
    assertThat(outcome.err())
        .isEqualTo("Waiting for the backup to begin\nBacking up: copying tables\n");
    assertThat(peer().sent(CREATE))
        .isEqualTo(
            "{\"name\":\"%s\",\"destination\":\"d-1\",\"type\":\"ONE_TIME\"}".formatted(NAME));
    assertThat(waits).hasSize(2);
  }

  @Test
  void now_failed_tellsWhyAndWhatFollows() {
    peer()
        .on(STATUS, 200, "{\"vault\":\"OPEN\"}")
        .on(CREATE, 201, "{\"id\":\"s-9\"}")
        .on(
            RUNS,
            200,
            """
            {"items":[{"id":"r-1","name":"%s","status":"FAILED",
              "runError":{"code":"HF-6008","title":"The destination is full","cure":"Make room."}}]}"""
                .formatted(NAME))
        .on("GET backups/schedules/s-9", 200, "{\"nextRun\":\"2026-11-21T12:01:00Z\"}");

    assertThat(ask("now", "--to", "local"))
        .isEqualTo(
            new Outcome(
                ExitCode.REFUSED,
                "",
                "Error: HF-6008: The destination is full. Make room. The vault tries again at"
                    + " 2026-11-21T12:01:00Z.\n"));
  }

  @Test
  void now_scheduleIsDeletedMeanwhile_ends() {
    peer()
        .on(STATUS, 200, "{\"vault\":\"OPEN\"}")
        .on(CREATE, 201, "{\"id\":\"s-9\"}")
        .on(RUNS, 200, "{\"items\":[]}")
        .on("GET backups/schedules/s-9", 404, "{\"code\":\"HF-6010\",\"title\":\"None\"}");

    assertThat(ask("now", "--to", "local").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void now_vaultIsClosed_isRefusedAtOnce_andSchedulesNothing() {
    peer().on(STATUS, 200, CLOSED);

    assertThat(ask("now", "--to", "local"))
        .isEqualTo(
            new Outcome(
                ExitCode.REFUSED,
                "",
                "Error: HF-2201: The vault is closed. HF-2108: No credential. Use Set Credential."
                    + " Nothing was scheduled.\n"));
    assertThat(peer().wasChanged()).isFalse();
  }

  @Test
  void now_vaultClosesMeanwhile_doesNotWait() {
    peer()
        .on(STATUS, 200, "{\"vault\":\"OPEN\"}")
        .on(STATUS, 200, CLOSED)
        .on(CREATE, 201, "{\"id\":\"s-9\"}")
        .on(RUNS, 200, "{\"items\":[]}")
        .on("GET backups/schedules/s-9", 200, "{\"status\":\"ACTIVE\"}");

    Outcome outcome = ask("now", "--to", "local");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err())
        .contains("HF-2201", "HF-2108", "The schedule " + NAME + " stays, and begins when");
  }

  @Test
  void now_scheduleIsPausedMeanwhile_doesNotWait() {
    peer()
        .on(STATUS, 200, "{\"vault\":\"OPEN\"}")
        .on(CREATE, 201, "{\"id\":\"s-9\"}")
        .on(RUNS, 200, "{\"items\":[]}")
        .on("GET backups/schedules/s-9", 200, "{\"status\":\"PAUSED\"}");

    assertThat(ask("now", "--to", "local").err())
        .contains("paused the schedule " + NAME, "holdfast backup schedule resume " + NAME);
  }

  @Test
  void now_vaultIsClosed_noWait_saysWhenItBegins() {
    peer().on(STATUS, 200, CLOSED).on(CREATE, 201, "{\"id\":\"s-9\"}");

    assertThat(ask("now", "--to", "local", "--no-wait", "--name", "mine").out())
        .isEqualTo("The backup begins when the vault is open: schedule mine.\n");
  }

  @Test
  void now_noWait_returnsAtOnce() {
    peer().on(STATUS, 200, "{\"vault\":\"OPEN\"}").on(CREATE, 201, "{\"id\":\"s-9\"}");

    assertThat(ask("now", "--to", "local", "--no-wait", "--name", "mine").out())
        .isEqualTo("The backup begins now: schedule mine.\n");
  }

  private static String run(String status) {
    return "{\"items\":[{\"id\":\"r-1\",\"name\":\"%s\",\"status\":\"%s\"}]}"
        .formatted(NAME, status);
  }
}

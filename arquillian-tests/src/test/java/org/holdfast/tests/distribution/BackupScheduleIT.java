package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.ejb.backup.store.CuttingProxy;
import org.holdfast.ejb.backup.store.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Schedules over their lives, with what goes wrong: a folder, a network, the process itself. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupScheduleIT {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int LARGEST = 1 << 20;

  private static final TrialServer SERVER = TrialServer.fresh("backup-schedule");
  private static final BackupCalls BACKUPS = new BackupCalls(SERVER);
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final ServerTables TABLES = new ServerTables(SERVER);
  private static final AuditReader AUDIT = new AuditReader(SERVER);
  private static final Path WORK = SERVER.home().resolveSibling("backup-schedule-folders");

  private static String shelf = "";

  @BeforeAll
  static void start() {
    TrialServer.delete(WORK);
    SERVER.start();
    shelf = localDestination("shelf", folder("shelf"));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void schedule_isPausedResumedAndDeleted_asItsStateAllows() {
    String schedule =
        BACKUPS.schedule(
            BackupCalls.periodic("tomorrow", shelf, HOUR)
                .add("start", Instant.now().plus(Duration.ofDays(1)).toString()));

    assertThat(state(schedule)).isEqualTo("ACTIVE");
    assertThat(code(BACKUPS.act(schedule, "resume"))).isEqualTo("HF-6012");
    assertThat(good(BACKUPS.act(schedule, "pause")).getString("status")).isEqualTo("PAUSED");
    assertThat(code(BACKUPS.act(schedule, "pause"))).isEqualTo("HF-6012");
    assertThat(good(BACKUPS.act(schedule, "resume")).getString("status")).isEqualTo("ACTIVE");
    BACKUPS.deleteSchedule(schedule);
    assertThat(code(BACKUPS.getSchedule(schedule))).isEqualTo("HF-6010");
    assertThat(BACKUPS.runs("tomorrow")).isEmpty();
  }

  @Test
  @Order(1)
  void pausedSchedule_doesNotRun_untilItIsResumed() throws SQLException {
    String schedule =
        BACKUPS.schedule(
            BackupCalls.periodic("paused", shelf, HOUR)
                .add("start", Instant.now().plus(Duration.ofDays(1)).toString()));
    good(BACKUPS.act(schedule, "pause"));
    TABLES.makeDue(schedule);
    // Another one that becomes due later has its turn.
    BACKUPS.succeed("meanwhile", shelf);
    assertThat(BACKUPS.runs("paused")).isEmpty();

    good(BACKUPS.act(schedule, "resume"));

    BACKUPS.awaitRun("paused", 1, "DONE");
    BACKUPS.deleteSchedule(schedule);
  }

  @Test
  @Order(1)
  void scheduleThatIsDone_isNeitherPausedNorResumed() {
    String schedule = BACKUPS.schedule(BackupCalls.once("single", shelf));
    BACKUPS.awaitRun("single", 1, "DONE");

    assertThat(state(schedule)).isEqualTo("DONE");
    assertThat(code(BACKUPS.act(schedule, "pause"))).isEqualTo("HF-6012");
    assertThat(code(BACKUPS.act(schedule, "resume"))).isEqualTo("HF-6012");
  }

  @Test
  @Order(2)
  void retention_keepsTheNewest_andTheFullOneThatTheyNeed() throws SQLException {
    Path folder = folder("kept");
    String destination = localDestination("kept", folder);
    String schedule =
        BACKUPS.schedule(
            BackupCalls.periodic("kept", destination, HOUR)
                .add("incrementals", 2)
                .add("keepCount", 2));
    BACKUPS.awaitRun("kept", 1, "DONE");
    again(schedule, 2);
    again(schedule, 3);
    assertThat(kept()).containsExactly("3 INCREMENTAL", "2 INCREMENTAL", "1 FULL");
    JsonObject full = BACKUPS.awaitRun("kept", 1, "DONE");
    assertThat(code(new LedgerCalls(SERVER).deleteBackup(full.getString("id"))))
        .isEqualTo("HF-2038");
    assertThat(files(folder)).hasSize(3);

    again(schedule, 4);
    awaitKept("4 FULL", "3 INCREMENTAL", "1 FULL");
    assertThat(files(folder)).hasSize(3);

    again(schedule, 5);
    awaitKept("5 INCREMENTAL", "4 FULL");
    assertThat(files(folder))
        .containsExactlyInAnyOrderElementsOf(
            BACKUPS.runs("kept").stream()
                .filter(run -> run.getString("status").equals("DONE"))
                .map(run -> run.getString("file"))
                .toList());
    BACKUPS.deleteSchedule(schedule);
  }

  @Test
  @Order(2)
  void folderThatIsGone_failsTheRun_andTheNextAttemptIsLater() throws Exception {
    Path folder = folder("gone");
    String destination = localDestination("gone", folder);
    Files.delete(folder);
    Instant before = Instant.now();
    String schedule = BACKUPS.schedule(BackupCalls.once("gone", destination));

    JsonObject failed = BACKUPS.awaitRun("gone", 1, "FAILED");

    assertThat(failed.getJsonObject("runError").getString("code")).isEqualTo("HF-6007");
    assertThat(failed.getJsonObject("runError").getString("cure")).isNotBlank();
    JsonObject waiting = good(BACKUPS.getSchedule(schedule));
    assertThat(waiting.getInt("failures")).isEqualTo(1);
    assertThat(waiting.getString("status")).isEqualTo("ACTIVE");
    assertThat(Instant.parse(waiting.getString("nextRun")))
        .isBetween(before.plusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(BACKUPS.status().getJsonObject("problem").getString("code")).isEqualTo("HF-6007");
    assertThat(AUDIT.newest("BACK_UP").get(0)).contains("HF-6007", "gone");

    Files.createDirectory(folder);
    again(schedule, 2);
    assertThat(good(BACKUPS.getSchedule(schedule)).getInt("failures")).isZero();
    assertThat(BACKUPS.status().isNull("problem")).isTrue();
  }

  @Test
  @Order(3)
  void vault_provesABackup_byItself() {
    await().atMost(Duration.ofSeconds(60)).until(BACKUPS::isAnyProved);

    assertThat(AUDIT.newest("TEST_RESTORE")).singleElement().asString().contains("SUCCEEDED");
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(4)
  void killedInARun_isInterruptedAtTheNextStart_andWhatWasMissedIsMadeUpOnce() {
    IntStream.range(0, 4).forEach(BackupScheduleIT::storeLarge);
    String stuck;
    String missed;
    try (Sshd sshd = Sshd.start()) {
      sshd.authorize(BACKUPS.publicKey());
      CuttingProxy proxy = sshd.silentAfter(2 * LARGEST);
      Path folder = folder("stuck");
      String destination =
          BACKUPS.destination(
              BACKUPS
                  .remote("stuck", "SFTP", sshd.port(), folder)
                  .add("port", proxy.port())
                  .build());
      stuck = BACKUPS.schedule(BackupCalls.once("stuck", destination));
      await().atMost(Duration.ofSeconds(60)).until(() -> size(folder) > LARGEST);
      assertThat(BACKUPS.awaitRun("stuck", 1, "ONGOING").getString("file")).contains("stuck");
      assertThat(state(stuck)).isEqualTo("ONGOING");
      missed =
          BACKUPS.schedule(
              BackupCalls.periodic("missed", shelf, HOUR)
                  .add("start", Instant.now().minus(Duration.ofDays(3)).toString()));
      SERVER.killVault();
    }

    SERVER.start();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> BACKUPS.runs("stuck").get(0).getString("status").equals("FAILED"));
    JsonObject interrupted = BACKUPS.runs("stuck").get(0);
    assertThat(interrupted.getJsonObject("runError").getString("code")).isEqualTo("HF-6024");
    assertThat(good(BACKUPS.getSchedule(stuck)).getInt("failures")).isEqualTo(1);
    BACKUPS.awaitRun("missed", 1, "DONE");
    JsonObject next = good(BACKUPS.getSchedule(missed));
    assertThat(Instant.parse(next.getString("nextRun")))
        .isBetween(Instant.now(), Instant.now().plus(HOUR));
    // For three days in which 72 were missed; the next is due when others would be.
    assertThat(BACKUPS.runs("missed")).hasSize(1);
    assertThat(next.getString("status")).isEqualTo("ACTIVE");
  }

  private static void again(String schedule, int index) throws SQLException {
    String name = good(BACKUPS.getSchedule(schedule)).getString("name");
    TABLES.makeDue(schedule);
    BACKUPS.awaitRun(name, index, "DONE");
  }

  /** What is deleted is so after the run that makes it superfluous. */
  private static void awaitKept(String... runs) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(kept()).containsExactly(runs));
  }

  private static List<String> kept() {
    return BACKUPS.runs("kept").stream()
        .filter(run -> run.getString("status").equals("DONE"))
        .map(run -> run.getInt("runIndex") + " " + run.getString("type"))
        .toList();
  }

  private static String state(String schedule) {
    return good(BACKUPS.getSchedule(schedule)).getString("status");
  }

  private static void storeLarge(int number) {
    byte[] material = new byte[LARGEST];
    new SecureRandom().nextBytes(material);
    id(
        KEYADMIN.post(
            "/api/v1/objects",
            object(
                "name", "large-" + number, "type", "OPAQUE_OBJECT", "material", base64(material))));
  }

  private static Path folder(String name) {
    try {
      return Files.createDirectories(WORK.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String localDestination(String name, Path folder) {
    return id(BACKUPS.saveDestination(BackupCalls.localFolder(name, folder)));
  }

  private static List<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path folder) {
    return files(folder).stream().mapToLong(file -> folder.resolve(file).toFile().length()).sum();
  }
}

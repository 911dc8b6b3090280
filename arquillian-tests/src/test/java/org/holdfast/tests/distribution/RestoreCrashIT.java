package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.ejb.backup.store.CuttingProxy;
import org.holdfast.ejb.backup.store.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The process dies at each step of a restore, and in the middle of a backup: the next start finds
 * the old vault or that of the backup, and nothing in between.
 */
@Tag(Thorough.TAG)
class RestoreCrashIT {

  private static final byte[] KEY = random(32);
  private static final TrialServer SERVER = TrialServer.fresh("restore-crash");
  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final BackupCalls BACKUPS = new BackupCalls(SERVER);
  private static final VaultDatabase DATABASE = new VaultDatabase(SERVER);

  private static final int LARGE_BYTES = 700_000;
  private static final int LARGE_OBJECTS = 3;
  private static final long WITHIN = 300_000;
  private static final String UPLOADED = "BACK_UP:UPLOADED";
  private static final String RENAMED = "BACK_UP:RENAMED";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Path FOLDER = SERVER.home().resolveSibling("restore-crash-remote");
  private static final Sshd SSHD = Sshd.start();

  private static String survivor = "";
  private static String remote = "";
  private static String file = "";
  private static Set<String> ofBackup = Set.of();

  private record Crash(String step, boolean inForce) {
    String haltAt() {
      return "RESTORE:" + step;
    }
  }

  // In this order each start that recovers from one crash is armed for the next.
  private static final List<Crash> CRASHES =
      List.of(
          new Crash("CHECKED", false),
          new Crash("INTENT", false),
          new Crash("STAGED", false),
          new Crash("COMMITTED", true),
          new Crash("MOVED", true));

  @BeforeAll
  static void start() throws IOException {
    TrialServer.delete(FOLDER);
    Files.createDirectories(FOLDER);
    arm(CRASHES.get(0).haltAt()).start();
    survivor = OPERATIONS.store("survivor", KEY);
    for (int i = 0; i < LARGE_OBJECTS; i++) {
      OPERATIONS.storeOpaque("large-" + i, random(LARGE_BYTES));
    }
    SSHD.authorize(BACKUPS.publicKey());
    remote =
        Answers.id(
            BACKUPS.saveDestination(
                BACKUPS.remote("remote", "SFTP", SSHD.port(), FOLDER).build().toString()));
    ofBackup = objects();
    file = BACKUPS.file("base", remote);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    SSHD.close();
  }

  @TestFactory
  Stream<DynamicTest> eachStep() {
    Stream<DynamicTest> steps =
        IntStream.range(0, CRASHES.size())
            .mapToObj(
                i ->
                    DynamicTest.dynamicTest(
                        CRASHES.get(i).haltAt(), () -> crashAndRecover(CRASHES.get(i), next(i))));
    Stream<DynamicTest> between =
        Stream.of(
            DynamicTest.dynamicTest("killed while tables are loaded", this::killedWhileLoading),
            DynamicTest.dynamicTest(
                "killed in a backup before it is renamed",
                () -> killedInBackup(UPLOADED, RENAMED, ".part")),
            DynamicTest.dynamicTest(
                "killed in a backup before it is read back",
                () -> killedInBackup(RENAMED, "none", "")));
    DynamicTest sent =
        DynamicTest.dynamicTest("killed while a backup is sent", this::killedInBackup);
    return Stream.of(steps, between, Stream.of(sent)).flatMap(tests -> tests);
  }

  /** Without proof of the last backup, which would be under way when the restore is to begin. */
  private static TrialServer arm(String haltAt) {
    return SERVER.withProperties(
        Map.of("holdfast.halt-at", haltAt, "holdfast.backup.prove-hours", "0"));
  }

  private static String next(int i) {
    return i + 1 < CRASHES.size() ? CRASHES.get(i + 1).haltAt() : "none";
  }

  private void crashAndRecover(Crash crash, String next) {
    OPERATIONS.store("before " + crash.step(), KEY);
    Set<String> before = objects();
    long records = auditRecords();

    restoreUntilDeath();
    arm(next).start();

    assertRecovered(crash.inForce() ? ofBackup : before, records, "after-" + crash.step());
    if (!crash.step().equals("CHECKED")) {
      assertThat(OPERATIONS.newestOutcome("RESTORE"))
          .isEqualTo(crash.inForce() ? "SUCCEEDED" : "UNDONE");
    }
  }

  private void killedWhileLoading() {
    OPERATIONS.store("before loading", KEY);
    Set<String> before = objects();
    long records = auditRecords();
    try (CuttingProxy silent = SSHD.silentAfter(WITHIN)) {
      BACKUPS.restoreBy(silent.port(), DATABASE, remote, file);
      BACKUPS.awaitLoading();
      assertThat(DATABASE.stagedSchemas()).contains("restore_vault");

      SERVER.killVault();
    }
    arm(UPLOADED).start();
    DATABASE.redirect(remote, SSHD.port());

    assertRecovered(before, records);
    assertThat(OPERATIONS.newestOutcome("RESTORE")).isEqualTo("UNDONE");
  }

  /** What is at the destination when the process dies is no backup, whatever its name. */
  private void killedInBackup(String step, String next, String left) throws IOException {
    Set<String> before = objects();
    long records = auditRecords();
    String name = "dies-" + step.substring(step.indexOf(':') + 1).toLowerCase(Locale.ROOT);

    String schedule = BACKUPS.schedule(name, remote);
    assertThat(SERVER.awaitExit()).isNotZero();
    assertThat(remoteFiles(name)).singleElement().asString().endsWith(".bkp" + left);
    arm(next).start();

    BACKUPS.awaitServing();
    JsonObject run =
        await()
            .atMost(PATIENCE)
            .until(
                () -> BACKUPS.run(name).filter(found -> !BackupCalls.isOngoing(found)),
                Optional::isPresent)
            .orElseThrow();
    assertThat(BackupCalls.error(run)).isEqualTo("HF-6024");
    // Made up by itself only after a minute.
    BACKUPS.deleteSchedule(schedule);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(remoteFiles(name)).isEmpty());
    assertRecovered(before, records);
  }

  private static List<String> remoteFiles(String name) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(file -> file.contains(name))
          .toList();
    }
  }

  private void killedInBackup() {
    Set<String> before = objects();
    long records = auditRecords();
    try (CuttingProxy silent = SSHD.silentAfter(WITHIN)) {
      DATABASE.redirect(remote, silent.port());
      String schedule = BACKUPS.schedule("killed", remote);
      await().atMost(PATIENCE).until(() -> unfinishedBytes() > 0);
      assertThat(BACKUPS.run("killed").filter(BackupCalls::isOngoing)).isPresent();

      SERVER.killVault();
      SERVER.start();

      // Of what hangs at its destination, too.
      await()
          .atMost(PATIENCE)
          .until(() -> BACKUPS.run("killed").filter(BackupCalls::isOngoing).isEmpty());
      JsonObject run = BACKUPS.run("killed").orElseThrow();
      assertThat(run.getString("status")).isEqualTo("FAILED");
      assertThat(BackupCalls.error(run)).isEqualTo("HF-6024");
      BACKUPS.deleteSchedule(schedule);
    }
    DATABASE.redirect(remote, SSHD.port());
    assertThat(BACKUPS.files(remote)).noneMatch(name -> name.contains("killed"));
    assertThat(BACKUPS.file("remote-again", remote)).isIn(BACKUPS.files(remote));
    assertRecovered(before, records, "after-backup");
  }

  private static void assertRecovered(Set<String> expected, long records, String name) {
    assertRecovered(expected, records);
    JsonObject run = BACKUPS.backUp(name, BACKUPS.local());
    assertThat(BackupCalls.error(run)).isEqualTo("none");
    assertThat(run.getInt("objects")).isEqualTo(expected.size());
  }

  private static void assertRecovered(Set<String> expected, long records) {
    BACKUPS.awaitServing();
    assertThat(objects()).isEqualTo(expected);
    assertThat(OPERATIONS.material(survivor)).isEqualTo(KEY);
    assertThat(auditRecords()).isGreaterThanOrEqualTo(records);
    assertThat(BACKUPS.restoring().getString("state")).isEqualTo("NONE");
    assertThat(SERVER.home().resolve("staging")).isEmptyDirectory();
    // What was in force before is dropped when requests are served again.
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(DATABASE.stagedSchemas()).isEmpty());
  }

  private static void restoreUntilDeath() {
    try {
      assertThat(BACKUPS.restore(remote, file, true).statusCode()).isEqualTo(202);
    } catch (UncheckedIOException e) {
      // The server died while it was asked: that is the test.
    }
    assertThat(SERVER.awaitExit()).isNotZero();
  }

  private static Set<String> objects() {
    return Answers.items(
            new RestClient(SERVER::rest, SERVER::keyadmin).get(Operations.OBJECTS + "?limit=200"))
        .stream()
        .map(object -> object.getString("id"))
        .collect(Collectors.toSet());
  }

  private static long auditRecords() {
    return SERVER
        .rest()
        .get(SERVER.auditor(), "/api/v1/audit?limit=1")
        .json()
        .getJsonNumber("total")
        .longValue();
  }

  private static long unfinishedBytes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(path -> path.getFileName().toString().endsWith(".part"))
          .mapToLong(path -> path.toFile().length())
          .sum();
    }
  }

  private static byte[] random(int bytes) {
    byte[] key = new byte[bytes];
    new SecureRandom().nextBytes(key);
    return key;
  }
}

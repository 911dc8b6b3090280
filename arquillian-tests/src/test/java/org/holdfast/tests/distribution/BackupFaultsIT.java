package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.object;
import static org.holdfast.tests.distribution.Refusals.assertKeptOut;
import static org.holdfast.tests.distribution.Refusals.assertRefused;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.ejb.backup.store.CuttingProxy;
import org.holdfast.ejb.backup.store.MachineUser;
import org.holdfast.ejb.backup.store.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What can go wrong with destinations, files, keys and the database, on one vault in HSM mode: each
 * has its code and its cure, nothing is lost, and the next backup succeeds.
 */
@Tag(Thorough.TAG)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupFaultsIT {

  private static final String SSH_USER = "hf-fault-" + ProcessHandle.current().pid();
  private static final String PASSWORD = "Destination-Pass-48151623";
  private static final byte[] KEY = random(32);
  private static final TrialServer SERVER = TrialServer.fresh("backup-faults");
  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final BackupCalls BACKUPS = new BackupCalls(SERVER);
  private static final VaultDatabase DATABASE = new VaultDatabase(SERVER);
  private static final RestoreRefusals REFUSALS = new RestoreRefusals(SERVER);
  private static final RestClient SYSADMIN = new RestClient(SERVER::rest, SERVER::sysadmin);
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final Sshd SSHD = Sshd.start();
  private static final RemoteFolder REMOTE = RemoteFolder.make();
  private static final Path FOLDER = REMOTE.path();
  private static final SmallDisk DISK = SmallDisk.of(FOLDER.resolve("small"), "1m");
  private static final SmallDisk TABLES = SmallDisk.of(FOLDER.resolve("tables"), "1m");
  private static final Path COUNTER = SERVER.home().resolveSibling("backup-faults-counter");
  private static final LoginCounter LOGINS = LoginCounter.installIn(SERVER, COUNTER);

  private static final int LARGE_BYTES = 700_000;
  private static final int LARGE_OBJECTS = 3;
  private static final long WITHIN = 1_200_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static String survivor = "";
  private static int objects;
  private static String local = "";
  private static String remote = "";
  private static String shell = "";
  private static String file = "";
  private static String remoteFile = "";
  private static long bytes;

  @BeforeAll
  static void start() throws IOException {
    SERVER
        .with("HOLDFAST_HSM_LIBRARY_UTIMACO", SoftHsm.copyOfLibrary(COUNTER).toString())
        .withProperty("holdfast.backup.prove-hours", "0")
        .start();
    survivor = OPERATIONS.store("survivor", KEY);
    for (int i = 0; i < LARGE_OBJECTS; i++) {
      OPERATIONS.storeOpaque("large-" + i, random(LARGE_BYTES));
    }
    objects = objects();
    SSHD.authorize(BACKUPS.publicKey());
    local = BACKUPS.local();
    remote = destination("remote", "SFTP");
    shell = destination("shell", "SCP");
    file = BACKUPS.file("good", local);
    JsonObject run = BACKUPS.backUp("remote-good", remote);
    remoteFile = run.getString("file");
    bytes = run.getJsonNumber("bytes").longValue();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    SSHD.close();
    MachineUser.remove(SSH_USER);
    DISK.close();
    TABLES.close();
    REMOTE.delete();
  }

  @AfterEach
  void nothingIsLost() {
    assertThat(OPERATIONS.material(survivor)).isEqualTo(KEY);
    assertThat(objects()).isEqualTo(objects);
    assertThat(BACKUPS.runs()).noneMatch(BackupCalls::isOngoing);
    assertThat(DATABASE.stagedSchemas()).isEmpty();
    assertThat(BackupCalls.error(BACKUPS.backUp("next", local))).isEqualTo("none");
  }

  @Test
  @Order(1)
  void save_whatCannotWork_isRefused() {
    Path nowhere = FOLDER.resolve("nowhere");

    assertRefused(BACKUPS.saveDestination(BackupCalls.localFolder("x", nowhere)), "HF-6007");
    assertRefused(
        BACKUPS.saveDestination(
            BACKUPS.remote("x", "SFTP", SSHD.port(), nowhere).build().toString()),
        "HF-6007");
    assertRefused(
        BACKUPS.saveDestination(
            BACKUPS
                .remote("x", "SFTP", SSHD.port(), FOLDER)
                .add("authentication", "PASSWORD")
                .add("password", PASSWORD)
                .build()
                .toString()),
        "HF-6006");
    assertRefused(
        BACKUPS.saveDestination(
            BACKUPS
                .remote("x", "SFTP", SSHD.port(), FOLDER)
                .add("hostKeyFingerprint", "SHA256:" + "A".repeat(43))
                .build()
                .toString()),
        "HF-6005");
    assertRefused(SYSADMIN.get(BackupCalls.DESTINATIONS + "/" + survivor), "HF-6001");
  }

  @Test
  @Order(2)
  void full_isSaid_andNothingIsLeftThere() throws IOException {
    assumeTrue(DISK.isThere(), "only root can mount");
    String folder =
        id(BACKUPS.saveDestination(BackupCalls.localFolder("small", folder(DISK, "local"))));
    String server =
        id(
            BACKUPS.saveDestination(
                BACKUPS
                    .remote("small-ssh", "SFTP", SSHD.port(), folder(DISK, "sftp"))
                    .build()
                    .toString()));

    assertThat(failed("full", folder)).isEqualTo("HF-6008");
    assertThat(failed("full-sftp", server)).isEqualTo("HF-6008");

    assertThat(DISK.folder().resolve("local")).isEmptyDirectory();
    assertThat(DISK.folder().resolve("sftp")).isEmptyDirectory();
    DISK.resize("32m");
    assertThat(BACKUPS.file("room", folder)).isIn(BACKUPS.files(folder));
    assertThat(BACKUPS.file("room-sftp", server)).isIn(BACKUPS.files(server));
  }

  @Test
  @Order(3)
  void backup_connectionCut_isLost_andWhatIsLeftGoesWithTheNext() {
    for (String destination : List.of(remote, shell)) {
      List<Long> positions = List.of(2_000L, 100_000L, bytes - 500, bytes + 30_000, bytes + WITHIN);
      for (long position : destination.equals(remote) ? positions : positions.subList(1, 4)) {
        try (CuttingProxy cut = SSHD.cutAfter(position)) {
          DATABASE.redirect(destination, cut.port());
          assertThat(failed("cut-" + position, destination))
              .as("cut after %d bytes", position)
              .isIn("HF-6004", "HF-6009");
        }
      }
      DATABASE.redirect(destination, SSHD.port());
      assertThat(BACKUPS.file("after-cuts", destination)).isIn(BACKUPS.files(destination));
      assertThat(REMOTE.names()).noneMatch(name -> name.contains("_cut-"));
    }
  }

  @Test
  @Order(4)
  void backup_connectionCut_serverReachable_leavesNothing() {
    String schedule;
    try (CuttingProxy silent = SSHD.silentAfter(WITHIN)) {
      schedule = hang("hanging", silent);
      DATABASE.redirect(remote, SSHD.port());
    }

    assertThat(BackupCalls.error(BACKUPS.ended("hanging"))).isEqualTo("HF-6009");
    assertThat(REMOTE.names()).noneMatch(name -> name.contains("hanging"));
    BACKUPS.deleteSchedule(schedule);
  }

  @Test
  @Order(5)
  void restore_connectionCut_leavesTheVaultAsItWas() {
    try (CuttingProxy cut = SSHD.cutAfter(2_000)) {
      DATABASE.redirect(remote, cut.port());
      assertThat(code(BACKUPS.restore(remote, remoteFile, true))).isIn("HF-6004", "HF-6009");
    }
    for (long position : List.of(2_000L, WITHIN, bytes - 500)) {
      DATABASE.redirect(remote, SSHD.port());
      try (CuttingProxy cut = SSHD.cutAfter(position)) {
        BACKUPS.restoreBy(cut.port(), DATABASE, remote, remoteFile);
        assertThat(BACKUPS.restored()).isIn("HF-6004", "HF-6009");
      }
      assertThat(OPERATIONS.newestOutcome("RESTORE")).isEqualTo("FAILED");
    }
    DATABASE.redirect(remote, SSHD.port());
    assertThat(BACKUPS.tested(remote, remoteFile)).isEqualTo("ok");
  }

  @Test
  @Order(6)
  void destinationInUse_cannotBeDeleted() {
    String spare = destination("spare", "SFTP");
    String schedule =
        id(
            SYSADMIN.post(
                BackupCalls.SCHEDULES,
                object(
                    "name",
                    "later",
                    "destination",
                    spare,
                    "type",
                    "ONE_TIME",
                    "start",
                    "2099-01-01T00:00:00Z")));

    assertRefused(BACKUPS.deleteDestination(spare), "HF-6003");

    BACKUPS.deleteSchedule(schedule);
    assertThat(BACKUPS.deleteDestination(spare).statusCode()).isEqualTo(204);
    assertRefused(BACKUPS.deleteDestination(local), "HF-6003");
  }

  @Test
  @Order(7)
  void hostKeyChanged_nothingIsSentThere_untilSomebodyAccepts() {
    SSHD.restartWithOtherHostKeys();
    String same =
        BACKUPS
            .remote("remote", "SFTP", SSHD.port(), FOLDER)
            .addNull("hostKeyFingerprint")
            .build()
            .toString();

    assertRefused(BACKUPS.changeDestination(remote, same), "HF-6005");
    assertThat(failed("other-key", remote)).isEqualTo("HF-6005");
    assertRefused(BACKUPS.restore(remote, remoteFile, true), "HF-6005");
    assertThat(BACKUPS.tested(remote, remoteFile)).isEqualTo("HF-6005");

    String accepted = BACKUPS.remote("remote", "SFTP", SSHD.port(), FOLDER).build().toString();
    assertThat(BACKUPS.changeDestination(remote, accepted).statusCode()).isEqualTo(200);
    assertThat(BACKUPS.file("accepted", remote)).isIn(BACKUPS.files(remote));
  }

  @Test
  @Order(8)
  void damagedFile_isRefusedWithItsCode() throws IOException {
    REFUSALS.damagedFiles(file);
  }

  @Test
  @Order(9)
  void wrongPassphrase_neverTriesThePin() {
    REFUSALS.wrongPassphrase(file, LOGINS);
  }

  @Test
  @Order(10)
  void replicatedDatabase_isNotRestored() {
    DATABASE.run("create publication stray");
    try {
      assertRefused(BACKUPS.restore(local, file, true), "HF-6019");
      assertThat(BACKUPS.tested(local, file)).isEqualTo("HF-6019");
    } finally {
      DATABASE.run("drop publication stray");
    }
    assertThat(BACKUPS.tested(local, file)).isEqualTo("ok");
  }

  @Test
  @Order(11)
  void backupUnderWay_keepsOthersOut_andSurvivesTheDatabase() {
    useSmallDiskForNewTables();
    String schedule;
    try (CuttingProxy silent = SSHD.silentAfter(WITHIN)) {
      schedule = hang("slow", silent);

      assertRefused(BACKUPS.restore(local, file, true), "HF-6021");
      assertThat(BACKUPS.tested(local, file)).isEqualTo("HF-6021");
      assertRefused(SYSADMIN.post(BackupCalls.BACKUPS + "/prove"), "HF-6021");
      assertRefused(BACKUPS.deleteDestination(remote), "HF-6003");

      SERVER.database("stop");
      assertThat(code(SYSADMIN.get(BackupCalls.BACKUPS + "/status"))).isEqualTo("HF-5001");
    }
    awaitLogged("The backup slow failed", 1);
    SERVER.database("start");

    BACKUPS.awaitServing();
    assertThat(BackupCalls.error(BACKUPS.ended("slow"))).isEqualTo("HF-6024");
    DATABASE.redirect(remote, SSHD.port());
    BACKUPS.deleteSchedule(schedule);
    assertThat(BACKUPS.file("after-slow", remote)).isIn(BACKUPS.files(remote));
    assertThat(REMOTE.names()).noneMatch(name -> name.contains("_slow_"));
  }

  @Test
  @Order(12)
  void tablesDoNotFit_restoreFails_andVaultGoesOn() {
    assumeTrue(TABLES.isThere(), "only root can mount");
    assertThat(BACKUPS.tested(local, file)).isEqualTo("HF-5003");
    assertThat(BACKUPS.restore(local, file, true).statusCode()).isEqualTo(202);
    assertThat(BACKUPS.restored()).isEqualTo("HF-5003");
    DATABASE.runAsAdministrator("alter role holdfast reset default_tablespace");
  }

  @Test
  @Order(13)
  void restoreUnderWay_refusesTheRest_andSurvivesTheDatabase() {
    long failures;
    try (CuttingProxy silent = SSHD.silentAfter(WITHIN)) {
      BACKUPS.restoreBy(silent.port(), DATABASE, remote, remoteFile);
      BACKUPS.awaitLoading();

      for (String path :
          List.of(
              Operations.OBJECTS,
              Operations.OBJECTS + "/" + survivor + "/material",
              "/api/v1/audit",
              Operations.HSM,
              BackupCalls.BACKUPS + "/status",
              BackupCalls.DESTINATIONS)) {
        assertKeptOut(SYSADMIN.get(path));
      }
      assertKeptOut(KEYADMIN.post(Operations.OBJECTS, "{}"));
      assertKeptOut(BACKUPS.restore(local, file, true));
      assertKeptOut(BACKUPS.deleteDestination(remote));
      HttpResponse<String> page = SYSADMIN.get("/home.xhtml");
      assertThat(page.statusCode()).isEqualTo(303);
      assertThat(page.headers().firstValue("Location").orElseThrow()).endsWith("/restoring.xhtml");
      assertThat(SERVER.rest().get("/restoring.xhtml").status()).isEqualTo(200);
      assertThat(SERVER.rest().get("/api/v1/system/status").status()).isEqualTo(200);
      assertThat(SYSADMIN.get("/api/v1/system/status").statusCode()).isEqualTo(200);
      assertThat(SERVER.rest().get("/health/live").status()).isEqualTo(200);

      failures = logged("HF010027");
      SERVER.database("stop");
    }
    awaitLogged("HF010027", failures + 1);
    SERVER.database("start");

    assertThat(BACKUPS.restored()).isIn("HF-5001", "HF-6009");
    DATABASE.redirect(remote, SSHD.port());
    assertThat(OPERATIONS.newestOutcome("RESTORE")).isIn("UNDONE", "FAILED");
    await().atMost(PATIENCE).until(() -> DATABASE.stagedSchemas().isEmpty());
  }

  @Test
  @Order(14)
  void otherModeOrVendor_isRefusedWithAReason() {
    REFUSALS.otherModeOrVendor(file);
  }

  @Test
  @Order(15)
  void otherKey_isRefused_onlyIfItIsNotOnTheToken() {
    REFUSALS.otherKey(file);
  }

  @Test
  @Order(16)
  void passwordOfTheServer_changed_isRefused() {
    assumeTrue(MachineUser.make(SSH_USER, PASSWORD), "only root can make users");
    Command.run(Map.of(), "chown", List.of(SSH_USER, FOLDER.toString())).requireSuccess();
    String destination =
        id(
            BACKUPS.saveDestination(
                BACKUPS
                    .remote("by-password", "SFTP", SSHD.port(), FOLDER)
                    .add("user", SSH_USER)
                    .add("authentication", "PASSWORD")
                    .add("password", PASSWORD)
                    .build()
                    .toString()));
    assertThat(BACKUPS.file("by-password", destination)).isIn(BACKUPS.files(destination));

    assertThat(MachineUser.make(SSH_USER, "another one")).isTrue();
    assertThat(failed("by-former-password", destination)).isEqualTo("HF-6006");
    assertRefused(BACKUPS.restore(destination, remoteFile, true), "HF-6006");
  }

  @Test
  @Order(17)
  void secrets_areNowhere() throws IOException {
    List<String> secrets = List.of(SERVER.recoveryPassphrase(), SERVER.pin(), PASSWORD);
    assertThat(secrets).allMatch(secret -> secret.length() >= 6);

    String dump = DATABASE.dumpOfBackupTables();
    assertThat(dump.contains("by-former"))
        .isEqualTo("root".equals(System.getProperty("user.name")));
    assertThat(secrets).noneMatch(dump::contains);
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("log", "backup")) {
      try (Stream<Path> tree = Files.walk(SERVER.home().resolve(folder))) {
        tree.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(10);
    for (Path path : files) {
      String content = Files.readString(path, StandardCharsets.ISO_8859_1);
      assertThat(secrets).as(path.toString()).noneMatch(content::contains);
    }
    assertThat(SERVER.output()).doesNotContain(PASSWORD);
  }

  private static String destination(String name, String method) {
    return id(
        BACKUPS.saveDestination(
            BACKUPS.remote(name, method, SSHD.port(), FOLDER).build().toString()));
  }

  private static String failed(String name, String destination) {
    JsonObject run = BACKUPS.backUp(name, destination);
    assertThat(run.getString("status")).as(run.toString()).isEqualTo("FAILED");
    assertThat(run.getJsonObject("runError").getString("cure")).isNotEmpty();
    return BackupCalls.error(run);
  }

  /** A backup that goes neither on nor back; its schedule. */
  private static String hang(String name, CuttingProxy silent) {
    DATABASE.redirect(remote, silent.port());
    String schedule = BACKUPS.schedule(name, remote);
    REMOTE.awaitHanging();
    return schedule;
  }

  private static void useSmallDiskForNewTables() {
    if (TABLES.isThere()) {
      Path owned = SERVER.home().resolve("pg");
      Command.run(Map.of(), "chown", List.of("--reference=" + owned, TABLES.folder().toString()))
          .requireSuccess();
      DATABASE.runAsAdministrator(
          "create tablespace small location '%s'".formatted(TABLES.folder()));
      DATABASE.runAsAdministrator("grant create on tablespace small to holdfast");
      DATABASE.runAsAdministrator("alter role holdfast set default_tablespace = small");
    }
  }

  private static void awaitLogged(String text, long times) {
    await().atMost(PATIENCE).until(() -> logged(text) >= times);
  }

  private static long logged(String text) {
    return SERVER.serverLog().lines().filter(line -> line.contains(text)).count();
  }

  private static int objects() {
    return KEYADMIN
        .send("GET", Operations.OBJECTS + "?limit=200", BodyPublishers.noBody())
        .body()
        .split("\"id\"", -1)
        .length;
  }

  private static Path folder(SmallDisk disk, String name) throws IOException {
    return Files.createDirectories(disk.folder().resolve(name));
  }

  private static byte[] random(int bytes) {
    byte[] key = new byte[bytes];
    new SecureRandom().nextBytes(key);
    return key;
  }
}

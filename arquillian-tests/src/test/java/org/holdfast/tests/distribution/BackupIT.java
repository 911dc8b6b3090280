package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdfast.ejb.backup.store.MachineUser;
import org.holdfast.ejb.backup.store.Sshd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A machine is lost with its vault: all of it comes back on another one, from a backup on an SSH
 * server and the HSM's token (S70 to S73). The steps build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupIT {

  private static final String LABEL = "holdfast";
  private static final String OTHER_PASSPHRASE = "another machine, another phrase";
  private static final Rest.User NEWCOMER = new Rest.User("new.root", "a password of theirs 1");
  private static final Rest.User NEW_KEYS = new Rest.User("new.keys", "a password of theirs 2");
  private static final Rest.User NEW_AUDIT = new Rest.User("new.audit", "a password of theirs 3");
  private static final String SSH_USER = "holdfast-it";
  private static final String SSH_PASSWORD = "s3cret pässword";

  private static final TrialServer LOST = quiet(TrialServer.fresh("backup-lost"));
  private static final TrialServer NEW = quiet(TrialServer.fresh("backup-new"));
  private static final Sshd SSHD = Sshd.start();
  private static final Path ELSEWHERE = folder();
  private static final Path LATER = folder();

  /** They outlive the machine. */
  private record Known(
      Rest.User sysadmin, Rest.User keyadmin, Rest.User auditor, String passphrase, String pin) {}

  /** What was in the vault when it was backed up. */
  private record Contents(Map<String, String> objects, Map<String, String> tables) {}

  private static Known known = new Known(NEWCOMER, NEWCOMER, NEWCOMER, "", "");
  private static Contents contents = new Contents(Map.of(), Map.of());
  private static List<String> audit = List.of();
  private static JsonObject run = JsonObject.EMPTY_JSON_OBJECT;
  private static String source = "";

  private static final RestClient SYSADMIN = new RestClient(NEW::rest, () -> known.sysadmin());
  private static final RestClient KEYADMIN = new RestClient(NEW::rest, () -> known.keyadmin());
  private static final RestClient STRANGER = new RestClient(NEW::rest, () -> NEWCOMER);
  private static @Nullable LargeVault filled;

  /** The vault's own proof of its backups would be in the way of restores. */
  private static TrialServer quiet(TrialServer server) {
    return server.with("HOLDFAST_BACKUP_PROVE_HOURS", "0");
  }

  @BeforeAll
  static void fill() throws Exception {
    LOST.start();
    known =
        new Known(
            LOST.sysadmin(),
            LOST.keyadmin(),
            LOST.auditor(),
            LOST.recoveryPassphrase(),
            LOST.pin());
    filled = new LargeVault(LOST);
  }

  @AfterAll
  static void stop() {
    LOST.close();
    NEW.close();
    SSHD.close();
    MachineUser.remove(SSH_USER);
    TrialServer.delete(ELSEWHERE);
    TrialServer.delete(LATER);
  }

  @Test
  @Order(1)
  void vault_isBackedUpToAnSshServer() throws SQLException {
    RestClient sysadmin = new RestClient(LOST::rest, () -> known.sysadmin());
    BackupCalls backups = new BackupCalls(LOST, sysadmin);
    SSHD.authorize(backups.publicKey());
    String destination = backups.destination(pinned(sftp(backups)));
    awaitNothingRemains(sysadmin);
    contents = contents(LOST, new RestClient(LOST::rest, () -> known.keyadmin()));
    assertThat(contents.objects()).hasSizeGreaterThan(LargeVault.OBJECTS);
    audit = new ServerTables(LOST).audit();

    run = backups.succeed("nightly", destination);

    assertThat(run.getString("type")).isEqualTo("FULL");
    assertThat(run.getJsonNumber("objects").longValue()).isGreaterThan(LargeVault.OBJECTS);
    assertThat(ELSEWHERE.resolve(file())).hasSize(run.getJsonNumber("bytes").longValue());
    assertThat(LOST.errors()).isEmpty();
  }

  @Test
  @Order(2)
  void machineIsLost_allButTheToken() throws IOException {
    LOST.stop();
    Path token = LOST.home().resolve("softhsm");
    Path away = LOST.home().resolveSibling("backup-lost-away");
    TrialServer.delete(away);
    Files.move(LOST.home(), away);
    Files.createDirectories(LOST.home());
    Files.move(away.resolve("softhsm"), token);

    NEW.with("SOFTHSM2_CONF", token.resolve("softhsm2.conf").toString()).startPlain();
    assertThat(install().status()).isEqualTo(201);
    HttpResponse<String> prepared =
        STRANGER.post(
            Operations.HSM + "/set-credential",
            object("vendor", "softhsm", "credential", known.pin(), "tokenLabel", LABEL));

    // S70: the credential is stored, and the vault is in passphrase mode all the same.
    assertThat(good(prepared).getBoolean("credentialStored")).isTrue();
    JsonObject hsm = good(STRANGER.get(Operations.HSM));
    assertThat(hsm.getString("state")).isEqualTo("PASSPHRASE_PROTECTED");
    assertThat(hsm.getString("type")).isEqualTo("None");
    assertThat(hsm.getBoolean("up")).isFalse();
  }

  @Test
  @Order(3)
  void newMachine_findsTheBackup_withAKeyOfItsOwn() {
    BackupCalls backups = new BackupCalls(NEW, STRANGER);
    JsonObject destination = pinned(sftp(backups));
    assertThat(code(backups.saveDestination(destination.toString()))).isEqualTo("HF-6006");
    SSHD.authorize(backups.publicKey());

    source = backups.destination(destination);

    JsonObject listed = backups.stored(source).get(0);
    assertThat(listed.getString("file")).isEqualTo(file());
    assertThat(listed.getBoolean("hsmMode")).isTrue();
    assertThat(listed.getInt("bytes")).isEqualTo(run.getInt("bytes"));
  }

  @Test
  @Order(4)
  void testRestore_provesTheBackup_andReplacesNothing() {
    BackupCalls backups = new BackupCalls(NEW, STRANGER);
    assertThat(code(backups.testRestore(source, file(), OTHER_PASSPHRASE))).isEqualTo("HF-2004");

    JsonObject report = good(backups.testRestore(source, file(), known.passphrase()));

    assertThat(report.getBoolean("ok")).as(report.toString()).isTrue();
    assertThat(report.getInt("objects")).isEqualTo(run.getInt("objects"));
    RestClient keys = new RestClient(NEW::rest, () -> NEW_KEYS);
    assertThat(items(keys.get("/api/v1/objects"))).isEmpty();
  }

  @Test
  @Order(5)
  void restore_bringsTheVaultBack_asItWas() throws SQLException {
    HttpResponse<String> begun =
        new BackupCalls(NEW, STRANGER).restore(source, file(), false, known.passphrase());
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> code(STRANGER.get("/api/v1/me")).equals("HF-6020"));
    assertThat(NEW.rest().get("/api/v1/system/status").status()).isEqualTo(200);
    assertThat(NEW.rest().get("/health/live").status()).isEqualTo(200);
    new BackupCalls(NEW).awaitRestored();

    assertThat(STRANGER.get("/api/v1/me").statusCode()).isEqualTo(401);
    // What the new machine had before is kept, though it was hardly anything.
    assertThat(NEW.home().resolve("backup"))
        .isDirectoryContaining("glob:**hfbackup_before-restore_full_*.bkp");
    assertSame(contents(NEW, KEYADMIN), contents);
    vault().assertUsable(NEW, KEYADMIN);
    JsonObject hsm = good(SYSADMIN.get(Operations.HSM));
    assertThat(hsm.getString("state")).isEqualTo("HSM_PROTECTED");
    assertThat(hsm.getString("type")).contains("SoftHSM2", LABEL);
    assertThat(hsm.getBoolean("up")).isTrue();
  }

  @Test
  @Order(6)
  void auditTrail_isThatOfBoth() throws SQLException {
    assertThat(new ServerTables(NEW).audit()).containsAll(audit);
    assertThat(recorded("POST_INSTALL", "")).hasSizeGreaterThanOrEqualTo(2);
    for (String operation :
        List.of("SET_CREDENTIAL", "CREATE_DESTINATION", "TEST_RESTORE", "RESTORE")) {
      assertThat(recorded(operation, NEWCOMER.name())).as(operation).isNotEmpty();
    }
    assertThat(recorded("RESTORE", NEWCOMER.name()).get(0).getString("outcome"))
        .isEqualTo("SUCCEEDED");
    assertChainsVerify(2);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(7)
  void newMachine_opensAgain_afterARestart() {
    vault().change(NEW, KEYADMIN, "before the restart");
    assertThat(NEW.errors()).isEmpty();
    NEW.stop();
    NEW.startPlain();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> NEW.rest().get("/health/ready").status() == 200);

    vault().assertUsable(NEW, KEYADMIN);
    assertThat(new BackupCalls(NEW, SYSADMIN).files(source)).containsExactly(file());
  }

  @Test
  @Order(8)
  @Tag(Thorough.TAG)
  void incrementalBackup_bringsBackExactlyThatMoment() throws SQLException {
    BackupCalls backups = new BackupCalls(NEW, SYSADMIN);
    ServerTables tables = new ServerTables(NEW);
    String destination = backups.destination(pinned(scp(backups)));
    String schedule =
        backups.schedule(
            BackupCalls.periodic("daily", destination, Duration.ofDays(1)).add("incrementals", 2));
    JsonObject full = backups.awaitRun("daily", 1, "DONE");
    vault().change(NEW, KEYADMIN, "in the incremental one");
    awaitNothingRemains(SYSADMIN);
    Contents then = contents(NEW, KEYADMIN);
    tables.makeDue(schedule);
    JsonObject incremental = backups.awaitRun("daily", 2, "DONE");
    assertThat(full.getString("type")).isEqualTo("FULL");
    assertThat(incremental.getString("type")).isEqualTo("INCREMENTAL");
    assertThat(incremental.getInt("bytes")).isLessThan(full.getInt("bytes") / 2);
    vault().change(NEW, KEYADMIN, "lost");
    assertThat(tables.digests()).isNotEqualTo(then.tables());

    HttpResponse<String> begun =
        backups.restore(destination, incremental.getString("file"), true, known.passphrase());
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    new BackupCalls(NEW).awaitRestored();

    assertSame(contents(NEW, KEYADMIN), then);
    vault().assertUsable(NEW, KEYADMIN);
    assertChainsVerify(2);
    // What is in force now did not follow that full backup.
    tables.makeDue(schedule);
    assertThat(backups.awaitRun("daily", 3, "DONE").getString("type")).isEqualTo("FULL");
    assertThat(NEW.errors()).isEmpty();
  }

  private static LargeVault vault() {
    return Objects.requireNonNull(filled);
  }

  /** The audit chain is still verifying: those of this node and of the one that is lost. */
  private static void assertChainsVerify(int chains) {
    JsonObject verified = new AuditCalls(new RestClient(NEW::rest, () -> known.auditor())).verify();
    assertThat(verified.getString("state")).as(verified.toString()).isEqualTo("PASSED");
    assertThat(verified.getJsonObject("report").getJsonArray("chains")).hasSize(chains);
    assertThat(verified.getJsonObject("report").getJsonArray("checkpoints").toString())
        .contains("MATCHES");
  }

  private static void assertSame(Contents now, Contents then) {
    assertThat(now.objects()).isEqualTo(then.objects());
    assertThat(now.tables()).isEqualTo(then.tables());
  }

  private static Contents contents(TrialServer server, RestClient keyadmin) throws SQLException {
    return new Contents(new VaultContents(keyadmin).read(), new ServerTables(server).digests());
  }

  private static String file() {
    return run.getString("file");
  }

  private static JsonObjectBuilder sftp(BackupCalls backups) {
    return backups.remote("elsewhere", "SFTP", SSHD.port(), ELSEWHERE);
  }

  /** With a password, where the test may make a user who has one. */
  private static JsonObjectBuilder scp(BackupCalls backups) {
    JsonObjectBuilder destination = backups.remote("later", "SCP", SSHD.port(), LATER);
    return MachineUser.make(SSH_USER, SSH_PASSWORD)
        ? destination
            .add("user", SSH_USER)
            .add("authentication", "PASSWORD")
            .add("password", SSH_PASSWORD)
        : destination;
  }

  /** With the key that its administrator says is right. */
  private static JsonObject pinned(JsonObjectBuilder destination) {
    JsonObject built = destination.build();
    assertThat(SSHD.hostKeys())
        .extracting(key -> key.fingerprint())
        .contains(built.getString("hostKeyFingerprint"));
    return built;
  }

  private static List<JsonObject> recorded(String operation, String user) {
    RestClient auditor = new RestClient(NEW::rest, () -> known.auditor());
    return items(auditor.get("/api/v1/audit?limit=100&operation=" + operation)).stream()
        .filter(row -> user.isEmpty() || row.getString("user").equals(user))
        .toList();
  }

  private static void awaitNothingRemains(RestClient sysadmin) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> good(sysadmin.get(Operations.HSM + "/master-key")).getInt("remaining") == 0);
  }

  private static Answer install() {
    JsonObject wish =
        Json.createObjectBuilder()
            .add("code", NEW.oneTimeCode())
            .add("recoveryPassphrase", OTHER_PASSPHRASE)
            .add(
                "administrators",
                Json.createArrayBuilder()
                    .add(administrator(NEWCOMER, "SYSTEM_ADMINISTRATOR"))
                    .add(administrator(NEW_KEYS, "KEY_ADMINISTRATOR"))
                    .add(administrator(NEW_AUDIT, "AUDIT_MANAGER")))
            .build();
    return NEW.rest()
        .send(
            NEW.rest()
                .request("/api/v1/install")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish.toString())));
  }

  private static JsonObjectBuilder administrator(Rest.User user, String role) {
    return Json.createObjectBuilder()
        .add("name", user.name())
        .add("role", role)
        .add("password", user.password());
  }

  /** For whoever signs in there. */
  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("holdfast-backups");
      return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Closing and opening the vault, changing the recovery passphrase, Entrust's credentials. The steps
 * build on each other, and each restart is a crash at a step that matters (B7).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LockIT {

  private static final String LABEL = "holdfast";
  private static final String MOVED = "transfer";
  private static final String REPLACEMENT = "four other words nobody guesses";
  private static final String HALT_AT = "holdfast.halt-at";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] KEY = random(32);
  private static final TrialServer SERVER = TrialServer.fresh("lock");
  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final BackupCalls BACKUPS = new BackupCalls(SERVER);

  private static String objectId = "";
  private static String oldBackup = "";

  @BeforeAll
  static void start() throws IOException {
    Path libraries = Files.createDirectories(SERVER.home().resolveSibling("lock-libraries"));
    SERVER
        .with("HOLDFAST_HSM_LIBRARY_ENTRUST", SoftHsm.copyOfLibrary(libraries).toString())
        .withProperty(HALT_AT, "OPEN_VAULT:STAGED")
        .start();
    objectId = OPERATIONS.store("payroll", KEY);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void close_needsAReasonAndTheRole() {
    assertRefused(hsm("/close", "{}"), 400, "HF-1002", "reason");
    assertRefused(hsm("/close", "{\"reason\":\"  \"}"), 400, "HF-1002", "reason");
    assertRefused(hsm("/close", "{\"reason\":\"two\\nlines\"}"), 400, "HF-1003", "reason");
    Answer keyadmin =
        SERVER.rest().post(SERVER.keyadmin(), "/api/v1/hsm/close", "{\"reason\":\"mine\"}");
    assertThat(keyadmin.status()).isEqualTo(403);
    assertThat(OPERATIONS.hsm().getBoolean("vaultOpen")).isTrue();
  }

  @Test
  @Order(2)
  void close_wipesTheKeys_andSaysSoEverywhere() {
    Answer closed = hsm("/close", "{\"reason\":\"a laptop is missing\"}");

    assertThat(closed.status()).as(closed.body()).isEqualTo(200);
    assertThat(closed.json().getBoolean("vaultOpen")).isFalse();
    assertThat(closed.json().getBoolean("up")).as("the HSM is good").isTrue();
    assertThat(closed.json().getJsonObject("closure").getString("by")).isEqualTo("sysadmin");
    assertThat(closed.json().getJsonObject("closure").getString("reason"))
        .isEqualTo("a laptop is missing");
    assertClosedByAdministrator();
    Answer store =
        SERVER
            .rest()
            .post(
                SERVER.keyadmin(),
                Operations.OBJECTS,
                "{\"name\":\"no\",\"type\":\"OPAQUE_OBJECT\",\"material\":\"aGVsbG8=\"}");
    assertThat(store.status()).as(store.body()).isEqualTo(503);
    JsonObject record = OPERATIONS.audit("CLOSE_VAULT").getJsonArray("items").getJsonObject(0);
    assertThat(record.getString("outcome")).isEqualTo("SUCCEEDED");
    assertThat(record.getString("detail")).isEqualTo("a laptop is missing");
  }

  @Test
  @Order(3)
  void close_closedAlready_keepsTheFirstReason_andSaysIt() {
    JsonObject before = OPERATIONS.hsm().getJsonObject("closure");

    Answer again = hsm("/close", "{\"reason\":\"to be sure\"}");

    assertThat(again.status()).as(again.body()).isEqualTo(409);
    assertThat(again.text("code")).isEqualTo("HF-2023");
    assertThat(again.text("detail"))
        .startsWith("since " + before.getString("at").substring(0, "2026-11-21T08:05:00".length()))
        .endsWith(", by sysadmin: a laptop is missing");
    assertThat(OPERATIONS.hsm().getJsonObject("closure")).isEqualTo(before);
    assertClosedByAdministrator();
    JsonObject record = OPERATIONS.audit("CLOSE_VAULT").getJsonArray("items").getJsonObject(0);
    assertThat(record.getString("outcome")).isEqualTo("FAILED");
    assertThat(record.getString("code")).isEqualTo("HF-2023");
    assertThat(record.getString("detail")).endsWith("to be sure");
  }

  @Test
  @Order(3)
  void closed_staysClosed_whateverTheVaultDoesByItself() {
    String checked = OPERATIONS.hsm().getString("checked");
    await().atMost(PATIENCE).until(() -> !OPERATIONS.hsm().getString("checked").equals(checked));
    hsm("/verify", "");

    assertClosedByAdministrator();
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertThat(OPERATIONS.setCredential(SERVER.pin(), LABEL).status()).isEqualTo(200);
    assertClosedByAdministrator();
  }

  @Test
  @Order(4)
  void openInterrupted_isUndone_andTheNextStartStaysClosed() {
    crash(() -> hsm("/open", ""));

    SERVER.withProperty(HALT_AT, "CHANGE_RECOVERY_PASSPHRASE:COMMITTED").startPlainWithToken();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        SERVER
                            .rest()
                            .get("/api/v1/system/status")
                            .json()
                            .getJsonObject("closedBecause")
                            .getString("code"))
                    .isEqualTo("HF-2020"));
    assertClosedByAdministrator();
    assertThat(OPERATIONS.newestOutcome("OPEN_VAULT")).isEqualTo("UNDONE");
    assertThat(OPERATIONS.hsm().getJsonObject("closure").getString("reason"))
        .isEqualTo("a laptop is missing");
    assertThat(hsm("/close", "{\"reason\":\"to be sure\"}").text("code")).isEqualTo("HF-2023");
  }

  @Test
  @Order(5)
  void open_needsTheHsm() {
    SERVER.softHsm().takeAway();
    await().atMost(PATIENCE).until(() -> !OPERATIONS.hsm().getBoolean("up"));
    Answer away = hsm("/open", "");
    assertThat(away.status()).as(away.body()).isEqualTo(503);
    assertThat(away.text("code")).isEqualTo("HF-2102");
    assertClosedByAdministrator();
    SERVER.softHsm().bringBack();
    await().atMost(PATIENCE).until(() -> OPERATIONS.hsm().getBoolean("up"));
    assertClosedByAdministrator();

    Answer opened = hsm("/open", "");

    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    assertThat(opened.json().getBoolean("vaultOpen")).isTrue();
    assertThat(opened.json().containsKey("closure")).isFalse();
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
    assertThat(OPERATIONS.newestOutcome("OPEN_VAULT")).isEqualTo("SUCCEEDED");
    assertThat(SERVER.rest().get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  @Order(6)
  void changePassphrase_isRefused_unlessOldIsRightAndNewIsGood() {
    String old = SERVER.recoveryPassphrase();

    assertRefused(
        changePassphrase("not this one, no", REPLACEMENT), 400, "HF-2004", "oldRecoveryPassphrase");
    assertRefused(changePassphrase(old, "short"), 400, "HF-1005", "newRecoveryPassphrase");
    assertRefused(changePassphrase(old, old), 400, "HF-2022", "newRecoveryPassphrase");
    assertThat(OPERATIONS.newestOutcome("CHANGE_RECOVERY_PASSPHRASE")).isEqualTo("FAILED");
  }

  @Test
  @Order(7)
  void changePassphraseInterruptedAfterItsCommit_isFinishedByTheNextStart() {
    oldBackup = BACKUPS.file("before-the-change", BACKUPS.local());

    crash(() -> changePassphrase(SERVER.recoveryPassphrase(), REPLACEMENT));
    SERVER.withProperty(HALT_AT, "OPEN_VAULT:COMMITTED").startPlainWithToken();
    awaitOpen();

    assertThat(OPERATIONS.newestOutcome("CHANGE_RECOVERY_PASSPHRASE")).isEqualTo("SUCCEEDED");
    assertRefused(
        OPERATIONS.setCredential(SERVER.pin(), LABEL), 400, "HF-2004", "recoveryPassphrase");
    assertThat(set("softhsm", SERVER.pin(), LABEL, false).status()).isEqualTo(200);
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Order(8)
  void backupFromBefore_asksForThePassphraseOfItsTime() {
    String local = BACKUPS.local();

    var withNew = BACKUPS.testRestore(local, oldBackup, REPLACEMENT);
    assertThat(Answers.code(withNew)).isEqualTo("HF-2004");
    var withOld = BACKUPS.testRestore(local, oldBackup, SERVER.recoveryPassphrase());
    assertThat(withOld.statusCode()).as(withOld.body()).isEqualTo(200);
    assertThat(Answers.json(withOld).containsKey("error")).as(withOld.body()).isFalse();
  }

  @Test
  @Order(9)
  void checkCredential_saysHowItIsRead_andSendsNothing() {
    long traces = traces();
    JsonObject named = check("entrust", "s3cr:et|vault-ocs", null);
    assertThat(named.getJsonObject("reading").getString("protection")).isEqualTo("SOFTCARD_OR_OCS");
    assertThat(named.getJsonObject("reading").getString("tokenName")).isEqualTo("vault-ocs");
    assertThat(named.getJsonArray("problems")).isEmpty();
    assertThat(named.getJsonArray("oracleSqlRules").toString()).contains("ORACLE_CHARACTER");
    JsonObject module = check("entrust", "s3cret|vault.ocs", null);
    assertThat(module.getJsonObject("reading").getString("protection")).isEqualTo("MODULE");
    assertThat(module.getBoolean("needsConfirmation")).isTrue();
    assertThat(module.getJsonArray("warnings").toString()).contains("NO_NAME_AFTER_SEPARATOR");
    assertThat(check("softhsm", "any thing", LABEL).getJsonObject("reading").getString("words"))
        .isEqualTo("credential of the token holdfast");
    assertRefused(
        hsm("/credential/check", "{\"vendor\":\"nobody\",\"credential\":\"x\"}"),
        400,
        "HF-2008",
        "vendor");
    assertThat(traces()).isEqualTo(traces);
  }

  @Test
  @Order(10)
  void entrustCredential_thatMayBeReadWrongly_isRefusedBeforeTheTokenSeesIt() {
    assertRefused(set("entrust", SERVER.pin(), null, false), 400, "HF-2120", "credential");
    assertRefused(
        set("entrust", SERVER.pin() + "|other", LABEL, false), 400, "HF-2122", "credential");
    assertRefused(set("entrust", "has blank|" + LABEL, null, false), 400, "HF-2121", "credential");

    assertThat(SERVER.softHsm().tokens()).doesNotContain("PIN count low");
    assertThat(SERVER.latestTrace()).contains("no white space").doesNotContain("has blank");
    assertThat(OPERATIONS.hsm().getString("vendor")).isEqualTo("softhsm");
  }

  @Test
  @Order(11)
  void entrustCredential_withName_findsTheToken() {
    Answer answer = set("entrust", SERVER.pin() + "|" + LABEL, null, false);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("vendor")).isEqualTo("entrust");
    assertThat(answer.text("tokenLabel")).isEqualTo(LABEL);
    assertThat(SERVER.latestTrace())
        .contains("passphrase of the softcard or card set " + LABEL)
        .doesNotContain(SERVER.pin());
  }

  @Test
  @Order(12)
  void otherToken_isTakenOnlyWithTheSameKeyOnIt() {
    SERVER.softHsm().addToken("empty", SERVER.pin());
    Answer empty = set("entrust", SERVER.pin() + "|empty", null, false);
    assertThat(empty.text("code")).as(empty.body()).isEqualTo("HF-2111");
    assertThat(OPERATIONS.hsm().getString("tokenLabel")).isEqualTo(LABEL);
    await().atMost(PATIENCE).until(() -> OPERATIONS.hsm().getBoolean("up"));

    SERVER.softHsm().transfer(LABEL, MOVED);
    Answer transferred = set("entrust", SERVER.pin() + "|" + MOVED, null, false);

    assertThat(transferred.status()).as(transferred.body()).isEqualTo(200);
    assertThat(transferred.text("tokenLabel")).isEqualTo(MOVED);
    // Three tokens can be seen, and the vault knows which of them it is.
    Answer known = set("entrust", SERVER.pin(), null, false);
    assertThat(known.status()).as(known.body()).isEqualTo(200);
    assertThat(known.text("tokenLabel")).isEqualTo(MOVED);
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Order(13)
  void otherProtection_isRefusedWithTheWayRound() {
    SERVER.softHsm().hideAllBut(LABEL);
    try {
      Answer answer = set("entrust", SERVER.pin(), null, true);

      assertRefused(answer, 409, "HF-2124", "credential");
      assertThat(answer.text("cure")).contains("Reverse Migrate", "Initialize");
    } finally {
      SERVER.softHsm().bringBack();
    }
    await().atMost(PATIENCE).until(() -> OPERATIONS.hsm().getBoolean("up"));
  }

  @Test
  @Order(14)
  void entrustInitialize_readsBackTheTokenThatTheKeyIsOn() {
    Answer reversed =
        hsm(
            "/reverse-migrate",
            Answers.object(
                "credential",
                SERVER.pin() + "|" + MOVED,
                "oldRecoveryPassphrase",
                REPLACEMENT,
                "newRecoveryPassphrase",
                REPLACEMENT));
    assertThat(reversed.status()).as(reversed.body()).isEqualTo(200);
    assertRefused(initialize(SERVER.pin(), false), 400, "HF-2120", "credential");

    Answer initialized = initialize(SERVER.pin() + ":" + LABEL, false);

    assertThat(initialized.status()).as(initialized.body()).isEqualTo(200);
    assertThat(initialized.text("tokenLabel")).isEqualTo(LABEL);
    assertThat(SERVER.latestTrace()).contains("read back on token " + LABEL);
    assertThat(
            hsm(
                    "/reverse-migrate",
                    Answers.object(
                        "credential",
                        SERVER.pin(),
                        "oldRecoveryPassphrase",
                        REPLACEMENT,
                        "newRecoveryPassphrase",
                        REPLACEMENT))
                .status())
        .isEqualTo(200);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(15)
  void passphraseMode_openNeedsThePassphrase_andACrashAfterItsCommitIsFinished()
      throws IOException {
    Files.delete(SERVER.home().resolve("etc/autologin.key"));
    assertThat(hsm("/close", "{\"reason\":\"drill\"}").status()).isEqualTo(200);
    assertRefused(hsm("/open", ""), 400, "HF-1002", "recoveryPassphrase");
    assertRefused(open(SERVER.recoveryPassphrase()), 400, "HF-2004", "recoveryPassphrase");
    assertClosedByAdministrator();

    crash(() -> open(REPLACEMENT));
    SERVER.withoutProperties().startPlainWithToken();

    // By itself, with the auto-login file under a key file that was made anew.
    awaitOpen();
    assertThat(OPERATIONS.newestOutcome("OPEN_VAULT")).isEqualTo("SUCCEEDED");
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
    assertThat(OPERATIONS.hsm().containsKey("closure")).isFalse();
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(16)
  void passphraseMode_foreignKeyFile_isCuredByThePassphrase() throws IOException {
    SERVER.stop();
    Files.write(SERVER.home().resolve("etc/autologin.key"), random(32));
    SERVER.startPlainWithToken();
    await()
        .atMost(PATIENCE)
        .until(() -> SERVER.rest().get("/api/v1/system/status").body().contains("HF-2204"));
    assertThat(hsm("/open", "").json().getBoolean("vaultOpen")).isFalse();
    assertRefused(open("not this one, no"), 400, "HF-2004", "recoveryPassphrase");

    Answer opened = open(REPLACEMENT);

    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    assertThat(opened.json().getBoolean("vaultOpen")).isTrue();
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
    // Rotation goes through the auto-login file.
    assertThat(OPERATIONS.rotateMasterKey().status()).isEqualTo(200);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(17)
  void passphraseMode_changedPassphraseOpens_andTheFormerDoesNot() {
    Answer changed = changePassphrase(REPLACEMENT, "and now for another one");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(hsm("/close", "{\"reason\":\"drill\"}").status()).isEqualTo(200);

    assertRefused(open(REPLACEMENT), 400, "HF-2004", "recoveryPassphrase");
    assertThat(open("and now for another one").json().getBoolean("vaultOpen")).isTrue();
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Order(18)
  void secrets_areInNoLogAndNoTrace() throws IOException {
    Set<String> secrets =
        Set.of(REPLACEMENT, "and now for another one", SERVER.recoveryPassphrase(), "has blank");
    List<Path> files;
    try (var tree = Files.walk(SERVER.home().resolve("log"))) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      assertThat(TrialServer.read(file)).as(file.toString()).doesNotContain(secrets);
    }
    // A turn that is under way when the server is told to stop.
    assertThat(SERVER.errors()).allMatch(line -> line.contains("Component is stopped"));
  }

  private static void assertClosedByAdministrator() {
    assertThat(SERVER.rest().get("/api/v1/system/status").body()).contains("CLOSED", "HF-2020");
    Answer ready = SERVER.rest().get("/health/ready");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).contains("HF-2020", "Closed by an administrator");
    Answer read =
        SERVER.rest().get(SERVER.keyadmin(), Operations.OBJECTS + "/" + objectId + "/material");
    assertThat(read.status()).as(read.body()).isEqualTo(503);
    assertThat(read.text("code")).isEqualTo("HF-2201");
    assertThat(read.text("detail")).isEqualTo("Closed by an administrator");
  }

  private static void assertRefused(Answer answer, int status, String code, String field) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.text("code")).as(answer.body()).isEqualTo(code);
    assertThat(answer.text("field")).as(answer.body()).isEqualTo(field);
  }

  /** A call in which the server dies. */
  private static void crash(Runnable call) {
    try {
      call.run();
    } catch (UncheckedIOException e) {
      assertThat(SERVER.awaitExit()).isNotZero();
      return;
    }
    throw new AssertionError("The server answered, and should have died");
  }

  private static void awaitOpen() {
    await().atMost(PATIENCE).until(() -> SERVER.rest().get("/health/ready").status() == 200);
  }

  private static Answer hsm(String path, String json) {
    return SERVER.rest().post(SERVER.sysadmin(), Operations.HSM + path, json);
  }

  private static Answer open(String passphrase) {
    return hsm("/open", Answers.object("recoveryPassphrase", passphrase));
  }

  private static Answer changePassphrase(String former, String replacement) {
    return hsm(
        "/recovery-passphrase",
        Answers.object("oldRecoveryPassphrase", former, "newRecoveryPassphrase", replacement));
  }

  /** Set Credential with the passphrase that is in force since it was changed. */
  private static Answer set(
      String vendor, String credential, @Nullable String label, boolean allowModuleProtection) {
    var body =
        Json.createObjectBuilder()
            .add("vendor", vendor)
            .add("credential", credential)
            .add("recoveryPassphrase", REPLACEMENT)
            .add("allowModuleProtection", allowModuleProtection);
    return hsm(
        "/set-credential",
        (label == null ? body : body.add("tokenLabel", label)).build().toString());
  }

  private static Answer initialize(String credential, boolean allowModuleProtection) {
    return hsm(
        "/initialize",
        Json.createObjectBuilder()
            .add("vendor", "entrust")
            .add("credential", credential)
            .add("recoveryPassphrase", REPLACEMENT)
            .add("allowModuleProtection", allowModuleProtection)
            .build()
            .toString());
  }

  private static JsonObject check(String vendor, String credential, @Nullable String label) {
    Answer answer =
        hsm(
            "/credential/check",
            label == null
                ? Answers.object("vendor", vendor, "credential", credential)
                : Answers.object("vendor", vendor, "credential", credential, "tokenLabel", label));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("s3cr");
    return answer.json();
  }

  private static long traces() {
    try (var files = Files.list(SERVER.home().resolve("log/hsm"))) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}

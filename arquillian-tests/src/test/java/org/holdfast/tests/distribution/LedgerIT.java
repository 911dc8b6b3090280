package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.object;
import static org.holdfast.tests.distribution.LedgerCalls.detail;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The safe-to-destroy ledger (B9): keys are destroyed when nothing needs them and not before, and
 * whenever the process dies meanwhile, the ledger tells the truth (B7). The steps build on each
 * other.
 */
@Tag(Thorough.TAG)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerIT {

  private static final String TOKEN = "holdfast";
  private static final String SECOND = "second";
  private static final String PIN = "8642-second";
  private static final byte[] KEY = random();
  private static final byte[] HELD = random();

  private static final TrialServer SERVER = TrialServer.fresh("ledger");
  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final Roots ROOTS = new Roots(SERVER);
  private static final BackupCalls BACKUPS = new BackupCalls(SERVER);
  private static final LedgerCalls LEDGER = new LedgerCalls(SERVER);
  private static final RestClient SYSADMIN = new RestClient(SERVER::rest, SERVER::sysadmin);
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);

  private static String object = "";
  private static String held = "";
  private static String serial = "";
  private static JsonObject backup = JsonObject.EMPTY_JSON_OBJECT;

  @BeforeAll
  static void start() {
    SERVER
        .with("HOLDFAST_LEDGER_REST_SECONDS", "0")
        .with("HOLDFAST_BACKUP_PROVE_HOURS", "0")
        .withProperty("holdfast.halt-at", "DESTROY_MASTER_KEY:STAGED")
        .start();
    serial = SERVER.softHsm().serial(TOKEN);
    object = OPERATIONS.store("payroll", KEY);
    String wallet =
        id(KEYADMIN.post("/api/v1/wallets", object("name", "Held", "protection", "HSM")));
    held =
        id(
            KEYADMIN.post(
                Operations.OBJECTS,
                """
                {"name":"held","type":"SYMMETRIC_KEY","algorithm":"AES","material":"%s","wallets":["%s"]}
                """
                    .formatted(base64(HELD), wallet)));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void ledger_saysWhatNeedsTheKeysInForce_whichAreNotDestroyed() {
    JsonObject root = LEDGER.rootKey(serial, 1).orElseThrow();
    assertThat(root.getString("standing")).isEqualTo("IN_FORCE");
    assertThat(root.getJsonObject("needs").getInt("heldDataKeys")).isEqualTo(1);
    assertThat(root.getJsonObject("needs").getInt("restoreWallets")).isEqualTo(1);
    await().until(() -> LEDGER.needs(serial, 1).getInt("auditCheckpoints") == 1);
    JsonObject active = LEDGER.masterKey(OPERATIONS.generation()).orElseThrow();
    assertThat(active.getBoolean("active")).isTrue();
    assertThat(active.getJsonObject("needs").getInt("dataKeys")).isPositive();

    assertThat(code(LEDGER.destroy(serial, 1))).isEqualTo("HF-2032");
    assertThat(code(LEDGER.destroy(2))).isEqualTo("HF-2032");
    assertThat(code(LEDGER.destroy(serial, 9))).isEqualTo("HF-2031");
    assertThat(code(LEDGER.destroy(9))).isEqualTo("HF-2031");
    assertThat(code(LEDGER.destroy(1, "2", SERVER.recoveryPassphrase()))).isEqualTo("HF-2033");
    LEDGER.awaitDestroyable(1);
    assertThat(code(LEDGER.destroy(1, "1", "not the passphrase"))).isEqualTo("HF-2004");
    assertThat(code(KEYADMIN.get(LedgerCalls.LEDGER))).isEqualTo("HF-4004");
    assertThat(code(KEYADMIN.post("/api/v1/hsm/rewrap/pause"))).isEqualTo("HF-4004");
    assertThat(OPERATIONS.newestOutcome("DESTROY_MASTER_KEY")).isEqualTo("FAILED");
    assertThat(LEDGER.masterKey(1)).isPresent();
  }

  @Test
  @Order(2)
  void rotated_theFormerOneIsNeeded_asLongAsRewrappingIsPaused() {
    backup = BACKUPS.succeed("before", BACKUPS.local());
    assertThat(LEDGER.pause().getBoolean("paused")).isTrue();
    assertThat(OPERATIONS.rotateMasterKey().status()).isEqualTo(200);

    JsonObject needs = LEDGER.needs(2);
    assertThat(needs.getInt("dataKeys")).isPositive();
    assertThat(needs.getInt("backups")).isEqualTo(1);
    assertThat(LEDGER.progress().getInt("remaining")).isEqualTo(needs.getInt("dataKeys"));
    var refusal = LEDGER.destroy(2);
    assertThat(code(refusal)).isEqualTo("HF-2030");
    assertThat(detail(refusal)).contains("data key", "1 retained backup");
  }

  @Test
  @Order(3)
  void destroyMasterKey_diesBeforeThePointOfNoReturn_isUndone_andThePauseLasts() {
    int remaining = LEDGER.progress().getInt("remaining");
    ROOTS.assertKills(() -> LEDGER.destroy(1));
    startAndDieAt("DESTROY_MASTER_KEY:COMMITTED");

    assertThat(OPERATIONS.newestOutcome("DESTROY_MASTER_KEY")).isEqualTo("UNDONE");
    assertThat(LEDGER.masterKey(1)).isPresent();
    assertThat(LEDGER.progress().getBoolean("paused")).isTrue();
    assertThat(LEDGER.progress().getString("pausedBy")).isEqualTo("sysadmin");
    assertThat(LEDGER.progress().getInt("remaining")).isEqualTo(remaining);
    assertReadable();
  }

  @Test
  @Order(4)
  void resumed_rewrapsTheRest() {
    assertThat(command("rewrap", "status")).contains("since", "by sysadmin");
    assertThat(command("rewrap", "resume")).contains("Paused             no");
    LEDGER.awaitRewrapped();
    assertThat(LEDGER.needs(2).getInt("dataKeys")).isZero();
  }

  @Test
  @Order(5)
  void destroyMasterKey_waitsForTheBackupThatNeedsIt() {
    var refusal = LEDGER.destroy(2);
    assertThat(code(refusal)).isEqualTo("HF-2030");
    assertThat(detail(refusal)).isEqualTo("1 retained backup");
    // One of today needs the keys of today alone, though its wallet holds the former ones, too.
    JsonObject today = BACKUPS.succeed("today", BACKUPS.local());
    assertThat(LEDGER.needs(2).getInt("backups")).isEqualTo(1);
    assertThat(LEDGER.needs(3).getInt("backups")).isEqualTo(1);

    JsonObject deleted = good(LEDGER.deleteBackup(backup.getString("id")));
    assertThat(deleted.getString("status")).isEqualTo("EXPIRED");
    assertThat(BACKUPS.files(BACKUPS.local()))
        .contains(today.getString("file"))
        .doesNotContain(backup.getString("file"));
    assertThat(code(LEDGER.deleteBackup(backup.getString("id")))).isEqualTo("HF-6013");
    assertThat(OPERATIONS.newestOutcome("DELETE_BACKUP")).isEqualTo("FAILED");
    LEDGER.awaitDestroyable(2);
  }

  @Test
  @Order(6)
  void destroyMasterKey_diesPastThePointOfNoReturn_isDone() {
    ROOTS.assertKills(() -> LEDGER.destroy(2));
    startAndDieAt("DESTROY_ROOT_KEY:INTENT");

    assertThat(OPERATIONS.newestOutcome("DESTROY_MASTER_KEY")).isEqualTo("SUCCEEDED");
    assertThat(LEDGER.masterKey(2)).isEmpty();
    assertThat(LEDGER.progress().getInt("generations")).isEqualTo(2);
    assertReadable();
    assertThat(command("ledger", "destroy-master-key", "1", "--yes"))
        .isEqualTo("Master key generation 1 is destroyed.");
    assertThat(LEDGER.progress().getInt("generations")).isEqualTo(1);
    assertThat(command("ledger")).contains("IN_FORCE", serial, "ACTIVE").doesNotContain("FORMER");
    // The wallet of a backup holds what it needs: what is destroyed here is not missed there.
    assertThat(good(SYSADMIN.post("/api/v1/backups/prove")).getBoolean("ok")).isTrue();
    assertReadable();
  }

  @Test
  @Order(7)
  void destroyRootKey_waitsForTheBackup() {
    good(ROOTS.rotate("hsm-1"));
    LEDGER.awaitRewrapped();
    await().until(() -> LEDGER.needs(serial, 1).getInt("heldDataKeys") == 0);
    var refusal = LEDGER.destroy(serial, 1);
    assertThat(code(refusal)).isEqualTo("HF-2030");
    assertThat(detail(refusal)).contains("1 retained backup");
    good(LEDGER.deleteBackup(BACKUPS.run("today").orElseThrow().getString("id")));
    LEDGER.awaitDestroyable(serial, 1);
  }

  @Test
  @Order(8)
  void destroyRootKey_diesBeforeTheHsmStep_isUndone() {
    ROOTS.assertKills(() -> LEDGER.destroy(serial, 1));
    startAndDieAt("DESTROY_ROOT_KEY:HSM");

    assertThat(OPERATIONS.newestOutcome("DESTROY_ROOT_KEY")).isEqualTo("UNDONE");
    assertThat(LEDGER.rootKey(serial, 1)).isPresent();
    assertThat(SERVER.softHsm().rootKeys(TOKEN, SERVER.pin())).isEqualTo(2);
    assertReadable();
  }

  @Test
  @Order(9)
  void destroyRootKey_diesWhenTheKeyIsGone_isDone() {
    ROOTS.assertKills(() -> LEDGER.destroy(serial, 1));
    startAndDieAt("none");

    assertThat(OPERATIONS.newestOutcome("DESTROY_ROOT_KEY")).isEqualTo("SUCCEEDED");
    assertThat(LEDGER.rootKey(serial, 1)).isEmpty();
    assertThat(SERVER.softHsm().rootKeys(TOKEN, SERVER.pin())).isEqualTo(1);
    assertThat(ROOTS.get("hsm-1").getInt("keyNumber")).isEqualTo(2);
    assertReadable();
  }

  @Test
  @Order(10)
  void destroyRootKey_anotherKeyUnderItsNumber_isLeftAlone() {
    good(ROOTS.rotate("hsm-1"));
    LEDGER.awaitRewrapped();
    LEDGER.awaitDestroyable(serial, 2);
    SERVER.softHsm().deleteRootKey(TOKEN, SERVER.pin(), 2);
    SERVER.softHsm().addRootKey(TOKEN, SERVER.pin(), 2);

    assertThat(code(LEDGER.destroy(serial, 2))).isEqualTo("HF-2034");
    assertThat(SERVER.softHsm().rootKeys(TOKEN, SERVER.pin())).isEqualTo(2);

    SERVER.softHsm().deleteRootKey(TOKEN, SERVER.pin(), 2);
    good(LEDGER.destroy(serial, 2));
    assertThat(LEDGER.rootKey(serial, 2)).isEmpty();
    assertThat(
            OPERATIONS
                .audit("DESTROY_ROOT_KEY")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("detail"))
        .endsWith("was not there any more");
    assertReadable();
  }

  @Test
  @Order(11)
  void destroyRootKey_onATokenThatIsNoRootAnyMore_asksForItsCredential() {
    SERVER.softHsm().addToken(SECOND, PIN);
    good(ROOTS.add("hsm-2", "softhsm", PIN, SECOND));
    good(ROOTS.change("hsm-2", "{\"priority\":1}"));
    LEDGER.awaitRewrapped();
    await().until(() -> LEDGER.needs(serial, 3).getInt("heldDataKeys") == 0);
    good(ROOTS.remove("hsm-1"));
    LEDGER.awaitDestroyable(serial, 3);

    assertThat(code(LEDGER.destroy(serial, 3))).isEqualTo("HF-2037");
    assertThat(code(LEDGER.destroy(serial, 3, "000000"))).isEqualTo("HF-2104");
    SERVER.softHsm().takeAway(TOKEN);
    assertThat(code(LEDGER.destroy(serial, 3, SERVER.pin()))).isEqualTo("HF-2102");
    SERVER.softHsm().bringBack();
    assertThat(LEDGER.rootKey(serial, 3)).isPresent();
    assertThat(SERVER.softHsm().rootKeys(TOKEN, SERVER.pin())).isEqualTo(1);

    assertThat(
            command(
                Map.of("HOLDFAST_HSM_CREDENTIAL", SERVER.pin()),
                "ledger",
                "destroy-root-key",
                serial,
                "3",
                "--yes"))
        .startsWith("Key number 3 is destroyed");
    assertThat(LEDGER.rootKey(serial, 3)).isEmpty();
    assertThat(SERVER.softHsm().rootKeys(TOKEN, SERVER.pin())).isZero();
    assertThat(SERVER.softHsm().rootKeys(SECOND, PIN)).isEqualTo(1);
    ROOTS.awaitUp("hsm-2");
    assertReadable();
  }

  @Test
  @Order(12)
  void restore_recordsTheKeyThatItPutsOutOfForce_whichCanBeDestroyed() {
    String second = SERVER.softHsm().serial(SECOND);
    int restored = ROOTS.get("hsm-2").getInt("keyNumber");
    JsonObject before = BACKUPS.succeed("before the rotation", BACKUPS.local());
    good(ROOTS.rotate("hsm-2"));
    LEDGER.awaitRewrapped();
    int left = ROOTS.get("hsm-2").getInt("keyNumber");
    HttpResponse<String> restore = BACKUPS.restore(BACKUPS.local(), before.getString("file"), true);
    assertThat(restore.statusCode()).as(restore.body()).isEqualTo(202);
    BACKUPS.awaitRestored();
    BACKUPS.awaitServing();
    assertThat(ROOTS.get("hsm-2").getInt("keyNumber")).isEqualTo(restored);

    JsonObject former = LEDGER.rootKey(second, left).orElseThrow();
    assertThat(former.getString("standing")).isEqualTo("FORMER");
    assertThat(former.getString("reason")).isEqualTo("RESTORED");
    assertThat(LEDGER.rootKey(second, restored).orElseThrow().getString("standing"))
        .isEqualTo("IN_FORCE");
    LEDGER.awaitDestroyable(second, left);
    good(LEDGER.destroy(second, left));
    assertThat(LEDGER.rootKey(second, left)).isEmpty();
    assertThat(SERVER.softHsm().rootKeys(SECOND, PIN)).isEqualTo(1);
    assertReadable();
  }

  private static void startAndDieAt(String step) {
    SERVER.withProperty("holdfast.halt-at", step).startPlainWithToken();
    await().atMost(Duration.ofSeconds(60)).until(() -> OPERATIONS.hsm().getBoolean("vaultOpen"));
  }

  private static void assertReadable() {
    assertThat(OPERATIONS.material(object)).isEqualTo(KEY);
    assertThat(OPERATIONS.material(held)).isEqualTo(HELD);
  }

  /** {@code holdfast hsm} as the System Administrator; what it prints. */
  private static String command(String... words) {
    return command(Map.of(), words);
  }

  private static String command(Map<String, String> variables, String... words) {
    Rest.User user = SERVER.sysadmin();
    List<String> all = new ArrayList<>(List.of("hsm"));
    all.addAll(List.of(words));
    all.addAll(List.of("--port", Integer.toString(SERVER.uri().getPort())));
    Map<String, String> given =
        new HashMap<>(
            Map.of(
                "HOLDFAST_USER",
                user.name(),
                "HOLDFAST_PASSWORD",
                user.password(),
                "HOLDFAST_RECOVERY_PASSPHRASE",
                SERVER.recoveryPassphrase()));
    given.putAll(variables);
    return SERVER.holdfast(given, all.toArray(String[]::new)).requireSuccess().output().strip();
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}

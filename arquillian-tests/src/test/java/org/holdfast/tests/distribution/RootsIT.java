package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Three HSMs, two vendors, one vault (B8): each alone opens it, whichever is lost, and whenever the
 * process dies (B7). The steps build on each other.
 */
@Tag(Thorough.TAG)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RootsIT {

  private static final String FIRST = "holdfast";
  private static final String SECOND = "second";
  private static final String THIRD = "third";
  private static final String PIN = "8642-second";
  private static final String LUNA = "thales-luna";
  private static final String OBJECTS = "/api/v1/objects";
  private static final byte[] KEY = random();
  private static final byte[] HELD = random();

  private static final TrialServer SERVER = TrialServer.fresh("roots");
  private static final Path FOLDER = SERVER.home().resolveSibling("roots-files");
  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final Roots ROOTS = new Roots(SERVER);
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final BackupCalls BACKUPS = new BackupCalls(SERVER);

  private static String object = "";
  private static String held = "";
  private static String wallet = "";
  private static String destination = "";
  private static JsonObject backup = JsonObject.EMPTY_JSON_OBJECT;

  @BeforeAll
  static void start() throws IOException {
    TrialServer.delete(FOLDER);
    Files.createDirectories(FOLDER.resolve("backups"));
    SERVER
        .with("HOLDFAST_HSM_LIBRARY_THALES_LUNA", SoftHsm.copyOfLibrary(FOLDER).toString())
        .with("HOLDFAST_BACKUP_PROVE_HOURS", "0");
    startAndDieAt("ADD_ROOT:HSM", true);
    SERVER.softHsm().addToken(SECOND, PIN);
    SERVER.softHsm().addToken(THIRD, PIN);
    object = OPERATIONS.store("survivor", KEY);
    wallet = id(KEYADMIN.post("/api/v1/wallets", object("name", "Held", "protection", "HSM")));
    held =
        id(
            KEYADMIN.post(
                OBJECTS,
                """
                {"name":"held","type":"SYMMETRIC_KEY","algorithm":"AES","material":"%s","wallets":["%s"]}
                """
                    .formatted(Base64.getEncoder().encodeToString(HELD), wallet)));
    destination =
        id(BACKUPS.saveDestination(BackupCalls.localFolder("roots", FOLDER.resolve("backups"))));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void oneRoot_isThePrimaryOne() {
    JsonObject only = ROOTS.list().get(0);

    assertThat(ROOTS.names()).containsExactly("hsm-1");
    assertThat(only.getBoolean("primary")).isTrue();
    assertThat(only.getString("tokenSerial")).isEqualTo(SERVER.softHsm().serial(FIRST));
    assertThat(TrialServer.read(walletPassword())).startsWith("holdfast wallet password 1\n");
  }

  @Test
  @Order(2)
  void add_whatCannotBe_isRefused_andLeavesNothing() {
    assertThat(code(ROOTS.add("hsm-2", "softhsm", "000000", SECOND))).isEqualTo("HF-2104");
    assertThat(code(ROOTS.add("hsm-2", "softhsm", SERVER.pin(), FIRST))).isEqualTo("HF-2012");
    assertThat(code(ROOTS.add("hsm-2", LUNA, SERVER.pin(), FIRST))).isEqualTo("HF-2012");
    assertThat(code(ROOTS.add("hsm-1", "softhsm", PIN, SECOND))).isEqualTo("HF-2013");
    assertThat(code(ROOTS.add("hsm-2", "softhsm", PIN, null))).isEqualTo("HF-2019");
    assertThat(code(ROOTS.add("a/b", "softhsm", PIN, SECOND))).isEqualTo("HF-1003");
    assertThat(code(ROOTS.add("hsm-2", "softhsm", PIN, "nowhere"))).isEqualTo("HF-2102");
    assertThat(code(ROOTS.add("hsm-2", "softhsm", PIN, SECOND, "not the passphrase")))
        .isEqualTo("HF-2004");
    assertThat(code(ROOTS.remove("hsm-1"))).isEqualTo("HF-2015");
    assertThat(code(ROOTS.remove("hsm-9"))).isEqualTo("HF-2011");

    assertThat(ROOTS.names()).containsExactly("hsm-1");
    assertThat(ROOTS.isUp("hsm-1")).isTrue();
    assertThat(SERVER.softHsm().rootKeys(SECOND, PIN)).isZero();
    assertThat(OPERATIONS.newestOutcome("ADD_ROOT")).isEqualTo("FAILED");
    assertReadable();
  }

  @Test
  @Order(3)
  void add_diesAfterTheKeyWasMade_isUndone() {
    ROOTS.assertKills(() -> ROOTS.add("hsm-2", "softhsm", PIN, SECOND));
    startAndDieAt("ADD_ROOT:COMMITTED", false);

    assertThat(ROOTS.names()).containsExactly("hsm-1");
    assertThat(SERVER.softHsm().rootKeys(SECOND, PIN)).isZero();
    assertThat(OPERATIONS.newestOutcome("ADD_ROOT")).isEqualTo("UNDONE");
    assertReadable();
  }

  @Test
  @Order(4)
  void add_diesPastThePointOfNoReturn_isInForce_andOpensWithoutTheFirst() {
    ROOTS.assertKills(() -> ROOTS.add("hsm-2", "softhsm", PIN, SECOND));
    SERVER.softHsm().takeAway(FIRST);
    startAndDieAt("ROTATE_ROOT:HSM", false);

    assertThat(OPERATIONS.newestOutcome("ADD_ROOT")).isEqualTo("SUCCEEDED");
    ROOTS.awaitCause("hsm-1", "HF-2102");
    ROOTS.awaitUp("hsm-2");
    JsonObject hsm = OPERATIONS.hsm();
    assertThat(hsm.getBoolean("vaultOpen")).isTrue();
    assertThat(hsm.getBoolean("up")).isFalse();
    assertThat(hsm.getJsonObject("cause").getString("detail")).contains("hsm-1");
    assertThat(OPERATIONS.material(object)).isEqualTo(KEY);
    assertThat(KEYADMIN.get(OBJECTS + "/" + held + "/material").statusCode()).isEqualTo(503);
  }

  @Test
  @Order(5)
  void oneAway_whatNeedsItIsRefused_theRestGoesOn() {
    assertThat(code(ROOTS.rotate("hsm-2"))).isEqualTo("HF-2016");
    assertThat(code(ROOTS.remove("hsm-2"))).isEqualTo("HF-2016");
    assertThat(code(ROOTS.remove("hsm-1"))).isEqualTo("HF-2017");
    assertThat(code(ROOTS.change("hsm-2", "{\"priority\":1}"))).isEqualTo("HF-2016");
    assertThat(OPERATIONS.rotateMasterKey().status()).isEqualTo(200);
    assertThat(BACKUPS.succeed("without the first", destination).getString("status"))
        .isEqualTo("DONE");

    SERVER.softHsm().bringBack();
    ROOTS.awaitUp("hsm-1");
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertReadable();
  }

  @Test
  @Order(6)
  void add_ofAnotherVendor_threeAndNoMore() {
    good(ROOTS.add("luna", LUNA, PIN, THIRD));

    assertThat(ROOTS.names()).containsExactly("hsm-1", "hsm-2", "luna");
    assertThat(ROOTS.list()).allSatisfy(root -> assertThat(root.getBoolean("up")).isTrue());
    assertThat(ROOTS.get("luna").getString("vendor")).isEqualTo(LUNA);
    assertThat(TrialServer.read(walletPassword())).startsWith("holdfast wallet password 2\n");
    assertThat(code(ROOTS.add("hsm-4", "utimaco", PIN, "fourth"))).isEqualTo("HF-2014");
  }

  @Test
  @Order(7)
  void rotate_diesAfterTheKeyWasMade_isUndone() {
    ROOTS.assertKills(() -> ROOTS.rotate("hsm-1"));
    startAndDieAt("ROTATE_ROOT:COMMITTED", false);

    assertThat(OPERATIONS.newestOutcome("ROTATE_ROOT")).isEqualTo("UNDONE");
    assertThat(ROOTS.get("hsm-1").getInt("keyNumber")).isEqualTo(1);
    assertThat(SERVER.softHsm().rootKeys(FIRST, SERVER.pin())).isEqualTo(1);
    assertReadable();
  }

  @Test
  @Order(8)
  void rotate_diesPastThePointOfNoReturn_isInForceForAll() throws Exception {
    ROOTS.assertKills(() -> ROOTS.rotate("hsm-1"));
    SERVER.softHsm().takeAway(FIRST);
    SERVER.softHsm().takeAway(SECOND);
    startAndDieAt("REMOVE_ROOT:COMMITTED", false);

    // The third alone opens what has a fresh wallet password.
    ROOTS.awaitCause("hsm-2", "HF-2102");
    assertThat(ROOTS.isUp("luna")).isTrue();
    assertThat(OPERATIONS.material(object)).isEqualTo(KEY);
    SERVER.softHsm().bringBack();
    ROOTS.awaitUp("hsm-1");
    ROOTS.awaitUp("hsm-2");
    assertThat(ROOTS.get("hsm-1").getInt("keyNumber")).isEqualTo(2);
    assertThat(SERVER.softHsm().rootKeys(FIRST, SERVER.pin())).isEqualTo(2);
    awaitNothingRemains();
    assertHeldBy("hsm-1");
    assertReadable();
    assertThat(formerKeys()).containsExactly("hsm-1 1 ROTATED");
  }

  @Test
  @Order(9)
  void anotherPrimary_takesOverWhatTheHsmHolds() throws Exception {
    assertThat(code(ROOTS.remove("hsm-1"))).isEqualTo("HF-2017");
    good(ROOTS.change("hsm-2", "{\"priority\":1}"));
    good(ROOTS.change("luna", "{\"name\":\"third\"}"));

    assertThat(ROOTS.names()).containsExactly("hsm-2", "hsm-1", "third");
    awaitNothingRemains();
    assertHeldBy("hsm-2");
    assertReadable();
    assertThat(code(ROOTS.change("third", "{\"name\":\"hsm-1\"}"))).isEqualTo("HF-2013");
    assertThat(code(ROOTS.change("third", "{\"priority\":4}"))).isEqualTo("HF-1003");
  }

  @Test
  @Order(10)
  void refusedPin_isRememberedForThatOneAlone_setCredentialCuresIt() {
    SERVER.softHsm().changePin(THIRD, "changed-by-someone");
    SERVER.softHsm().takeAway(THIRD);
    ROOTS.awaitCause("third", "HF-2102");
    SERVER.softHsm().bringBack();

    ROOTS.awaitCause("third", "HF-2105");
    assertThat(ROOTS.isUp("hsm-1")).isTrue();
    assertThat(ROOTS.isUp("hsm-2")).isTrue();
    assertThat(code(ROOTS.setCredential(LUNA, "no, not this", THIRD, "third")))
        .isEqualTo("HF-2104");
    assertThat(code(ROOTS.setCredential("softhsm", PIN, SECOND, "third"))).isEqualTo("HF-2012");
    // Three tokens can be seen, and the vault knows which of them it is.
    good(ROOTS.setCredential(LUNA, "changed-by-someone", null, "third"));
    assertThat(ROOTS.get("third").getString("tokenLabel")).isEqualTo(THIRD);
    assertThat(ROOTS.isUp("third")).isTrue();
    good(ROOTS.setCredential("softhsm", SERVER.pin(), null, "hsm-1"));
    assertThat(ROOTS.get("hsm-1").getString("tokenLabel")).isEqualTo(FIRST);
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
  }

  @Test
  @Order(11)
  void remove_diesPastThePointOfNoReturn_isGone_andTheOthersOpen() throws Exception {
    ROOTS.assertKills(() -> ROOTS.remove("hsm-1"));
    SERVER.softHsm().takeAway(FIRST);
    startAndDieAt("none", false);

    assertThat(ROOTS.names()).containsExactly("hsm-2", "third");
    ROOTS.awaitUp("hsm-2");
    ROOTS.awaitUp("third");
    assertThat(OPERATIONS.newestOutcome("REMOVE_ROOT")).isEqualTo("SUCCEEDED");
    assertThat(formerKeys()).contains("hsm-1 2 REMOVED");
    assertReadable();
    SERVER.softHsm().bringBack();
    // S119: for backups made before; the vault does not know its credential any more.
    assertThat(SERVER.softHsm().rootKeys(FIRST, SERVER.pin())).isEqualTo(2);
  }

  @Test
  @Order(12)
  void reverseMigrate_byAnyOfThem_letsGoOfAll() {
    backup = BACKUPS.succeed("with two", destination);
    protect("MASTER_KEY");
    awaitNothingRemains();
    SERVER.softHsm().takeAway(SECOND);
    ROOTS.awaitCause("hsm-2", "HF-2102");

    good(ROOTS.reverseMigrate("changed-by-someone", "third"));

    assertThat(OPERATIONS.hsm().getString("state")).isEqualTo("PASSPHRASE_PROTECTED");
    assertThat(ROOTS.list()).isEmpty();
    assertThat(SERVER.home().resolve("hsm/wallet/cwallet.sso")).doesNotExist();
    assertReadable();
  }

  @Test
  @Order(13)
  void restore_byAnyThatWasThere_theOtherFollows() {
    // The second is still away, and was the primary one when the backup was made.
    good(ROOTS.setCredential(LUNA, "changed-by-someone", THIRD, null));
    HttpResponse<String> restore =
        BACKUPS.restore(destination, backup.getString("file"), true, SERVER.recoveryPassphrase());
    assertThat(restore.statusCode()).as(restore.body()).isEqualTo(202);
    BACKUPS.awaitRestored();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> SERVER.rest().get("/health/ready").status() == 200);

    assertThat(ROOTS.names()).containsExactly("hsm-2", "third");
    assertThat(ROOTS.isUp("third")).isTrue();
    assertThat(OPERATIONS.material(object)).isEqualTo(KEY);
    SERVER.softHsm().bringBack();
    ROOTS.awaitCause("hsm-2", "HF-2108");
    assertThat(KEYADMIN.get(OBJECTS + "/" + held + "/material").statusCode()).isEqualTo(409);

    good(ROOTS.setCredential("softhsm", PIN, SECOND, "hsm-2"));
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertReadable();
  }

  private static void startAndDieAt(String step, boolean first) {
    SERVER.withProperty("holdfast.halt-at", step);
    if (first) {
      SERVER.start();
    } else {
      SERVER.startPlainWithToken();
      await().atMost(Duration.ofSeconds(60)).until(() -> OPERATIONS.hsm().getBoolean("vaultOpen"));
    }
  }

  private static void assertReadable() {
    assertThat(OPERATIONS.material(object)).isEqualTo(KEY);
    assertThat(OPERATIONS.material(held)).isEqualTo(HELD);
  }

  private static void protect(String protection) {
    good(KEYADMIN.sendJson("PATCH", "/api/v1/wallets/" + wallet, object("protection", protection)));
  }

  private static void awaitNothingRemains() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                SERVER
                        .rest()
                        .get(SERVER.sysadmin(), "/api/v1/hsm/master-key")
                        .json()
                        .getInt("remaining")
                    == 0);
  }

  /** All data keys that an HSM holds are under the key in force of that Root of Trust. */
  private static void assertHeldBy(String root) throws SQLException {
    JsonObject key = ROOTS.get(root);
    assertThat(
            query(
                "select distinct k.key_number || ' ' || encode(k.check_value, 'hex')"
                    + " from node.data_key_current c join vault.data_key k on k.id = c.data_key_id"
                    + " where c.key_number is not null"))
        .containsExactly(key.getInt("keyNumber") + " " + key.getString("checkValue"));
  }

  private static List<String> formerKeys() throws SQLException {
    return query(
        "select name || ' ' || key_number || ' ' || reason from node.former_root_key"
            + " order by operation_id");
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + SERVER.databasePort() + "/holdfast",
                "holdfast",
                SERVER.databasePassword());
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static Path walletPassword() {
    return SERVER.home().resolve("hsm/wallet/enctdepwd");
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}

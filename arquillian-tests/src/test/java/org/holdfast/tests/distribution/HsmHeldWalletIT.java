package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.bytes;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Virtual wallets whose data keys are under the Root of Trust key itself: without the HSM their
 * objects cannot be read. The steps build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HsmHeldWalletIT {

  private static final String LABEL = "holdfast";
  private static final String OBJECTS = "/api/v1/objects";
  private static final String WALLETS = "/api/v1/wallets";
  private static final byte[] HELD = random();
  private static final byte[] OTHER = random();

  private static final TrialServer SERVER = TrialServer.fresh("hsm-held");
  private static final Operations OPERATIONS = new Operations(SERVER);
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);

  private static String wallet = "";
  private static String held = "";
  private static String other = "";

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void objectMadeInAnHsmWallet_isHeldByTheHsm_andReadable() throws SQLException {
    wallet = id(KEYADMIN.post(WALLETS, object("name", "Payroll", "protection", "HSM")));
    held = store("held", HELD, wallet);
    other = store("other", OTHER, "");

    assertReadable(held, HELD);
    assertReadable(other, OTHER);
    assertThat(isHeld(held)).isTrue();
    assertThat(isHeld(other)).isFalse();
    assertThat(keyNumber(held)).isEqualTo(1);
    assertThat(keyNumber(other)).isZero();
  }

  @Test
  @Order(2)
  void rotated_eachVersionIsHeld() throws SQLException {
    byte[] next = random();
    good(KEYADMIN.post(OBJECTS + "/" + held + "/rotate", object("material", base64(next))));

    assertReadable(held, next);
    assertThat(dataKeys(held, true)).isEqualTo(2);
    assertThat(bytes(good(KEYADMIN.get(material(held) + "?version=1")), "material"))
        .isEqualTo(HELD);
    good(KEYADMIN.post(OBJECTS + "/" + held + "/rotate", object("material", base64(HELD))));
  }

  @Test
  @Order(3)
  void tokenAway_isUnavailableForHeldObjects_andForNoOthers_untilItIsBack() {
    SERVER.softHsm().takeAway();
    try {
      await().atMost(Duration.ofSeconds(20)).until(() -> !OPERATIONS.hsm().getBoolean("up"));

      HttpResponse<String> answer = KEYADMIN.get(material(held));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(code(answer)).startsWith("HF-21");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("cure");
      HttpResponse<String> use =
          KEYADMIN.post(OBJECTS + "/" + held + "/encrypt", object("plaintext", "aGVsbG8="));
      assertThat(use.statusCode()).as(use.body()).isEqualTo(503);
      assertReadable(other, OTHER);
      assertReadable(store("meanwhile", OTHER, ""), OTHER);
      HttpResponse<String> refused = tryToStore("not meanwhile", OTHER, wallet);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      good(KEYADMIN.get(OBJECTS + "/" + held));
    } finally {
      SERVER.softHsm().bringBack();
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> KEYADMIN.get(material(held)).statusCode() == 200);
    await().atMost(Duration.ofSeconds(20)).until(() -> OPERATIONS.hsm().getBoolean("up"));
    assertReadable(held, HELD);
    assertThat(items(KEYADMIN.get(OBJECTS + "?exactName=not%20meanwhile"))).isEmpty();
  }

  @Test
  @Order(4)
  void reverseMigrate_isRefusedWhileAnHsmWalletIsThere() {
    Answer answer = OPERATIONS.reverseMigrate(SERVER.pin());

    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("HF-3020");
    assertThat(answer.text("detail")).contains("Payroll");
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertReadable(held, HELD);
  }

  @Test
  @Order(5)
  void walletsProtection_changedBothWays_rewrapsBehind() throws SQLException {
    protect("MASTER_KEY");
    awaitHeld(held, false);
    awaitNothingRemains();
    assertReadable(held, HELD);
    assertThat(dataKeys(held, true)).isZero();

    protect("HSM");
    awaitHeld(held, true);
    awaitNothingRemains();
    assertReadable(held, HELD);
    assertThat(dataKeys(held, false)).isZero();
  }

  @Test
  @Order(6)
  void objectPutInAndTakenOut_isRewrapped() {
    String place = WALLETS + "/" + wallet + "/objects/" + other;
    assertThat(KEYADMIN.send("PUT", place, BodyPublishers.noBody()).statusCode()).isEqualTo(204);
    awaitHeld(other, true);
    assertReadable(other, OTHER);
    assertThat(isHeld(other)).isTrue();

    assertThat(KEYADMIN.delete(place).statusCode()).isEqualTo(204);
    awaitHeld(other, false);
    assertReadable(other, OTHER);
    assertThat(isHeld(other)).isFalse();
    awaitNothingRemains();
  }

  @Test
  @Order(7)
  void rekeyed_theNewObjectIsHeldToo() throws SQLException {
    String aes =
        id(
            KEYADMIN.post(
                OBJECTS,
                """
                {"name":"aes","type":"SYMMETRIC_KEY","algorithm":"AES","wallets":["%s"]}
                """
                    .formatted(wallet)));
    HttpResponse<String> rekeyed = KEYADMIN.post(OBJECTS + "/" + aes + "/rekey");

    assertThat(good(rekeyed).getBoolean("heldByHsm")).isTrue();
    assertThat(keyNumber(id(rekeyed))).isEqualTo(1);
  }

  @Test
  @Order(8)
  void passphraseMode_refusesProtectionByTheHsm() {
    protect("MASTER_KEY");
    awaitHeld(held, false);
    awaitNothingRemains();

    Answer reversed = OPERATIONS.reverseMigrate(SERVER.pin());
    assertThat(reversed.status()).as(reversed.body()).isEqualTo(200);

    assertThat(code(KEYADMIN.post(WALLETS, object("name", "New", "protection", "HSM"))))
        .isEqualTo("HF-2006");
    assertThat(
            code(KEYADMIN.sendJson("PATCH", WALLETS + "/" + wallet, object("protection", "HSM"))))
        .isEqualTo("HF-2006");
    assertReadable(held, HELD);
    assertReadable(other, OTHER);
  }

  @Test
  @Order(9)
  void initializedAgain_holdsUnderTheNewKey() throws SQLException {
    Answer answer = OPERATIONS.initialize(SERVER.pin(), LABEL);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    protect("HSM");
    awaitHeld(held, true);
    awaitNothingRemains();

    assertThat(keyNumber(held)).isEqualTo(2);
    assertReadable(held, HELD);
  }

  private static void protect(String protection) {
    JsonObject changed =
        good(KEYADMIN.sendJson("PATCH", WALLETS + "/" + wallet, object("protection", protection)));
    assertThat(changed.getString("protection")).isEqualTo(protection);
  }

  private static void awaitHeld(String object, boolean byHsm) {
    await().atMost(Duration.ofSeconds(30)).until(() -> dataKeys(object, !byHsm) == 0);
  }

  private static void awaitNothingRemains() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                SERVER
                        .rest()
                        .get(SERVER.sysadmin(), "/api/v1/hsm/master-key")
                        .json()
                        .getInt("remaining")
                    == 0);
  }

  private static boolean isHeld(String object) {
    return good(KEYADMIN.get(OBJECTS + "/" + object)).getBoolean("heldByHsm");
  }

  private static void assertReadable(String object, byte[] content) {
    assertThat(OPERATIONS.material(object)).isEqualTo(content);
  }

  private static String material(String object) {
    return OBJECTS + "/" + object + "/material";
  }

  private static String store(String name, byte[] content, String into) {
    return id(tryToStore(name, content, into));
  }

  private static HttpResponse<String> tryToStore(String name, byte[] content, String into) {
    return KEYADMIN.post(
        OBJECTS,
        """
        {"name":"%s","type":"SYMMETRIC_KEY","algorithm":"AES","material":"%s","wallets":[%s]}
        """
            .formatted(name, base64(content), into.isEmpty() ? "" : "\"" + into + "\""));
  }

  /** The key number of the current version's data key in the database; 0 under the master key. */
  private static int keyNumber(String object) throws SQLException {
    return count(
        "select coalesce(d.key_number, 0) from node.data_key_current d"
            + " join vault.object_version v on v.id = d.version_id"
            + " where v.object_id = ? order by v.version desc limit 1",
        object);
  }

  /** How many of the object's data keys are under the HSM, or are not. */
  private static int dataKeys(String object, boolean byHsm) throws SQLException {
    return count(
        "select count(*) from node.data_key_current d"
            + " join vault.object_version v on v.id = d.version_id"
            + " where v.object_id = ? and (d.key_number is not null) = "
            + byHsm,
        object);
  }

  private static int count(String sql, String object) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + SERVER.databasePort() + "/holdfast",
                "holdfast",
                SERVER.databasePassword());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(object));
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1);
      }
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}

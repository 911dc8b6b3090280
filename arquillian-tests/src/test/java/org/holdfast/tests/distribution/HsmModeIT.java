package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A day in the life of one vault in HSM mode; the steps build on each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HsmModeIT {

  private static final String LABEL = "holdfast";
  private static final byte[] KEY = randomKey();
  private static final TrialServer SERVER = TrialServer.fresh("hsm-mode");
  private static final Operations OPERATIONS = new Operations(SERVER);

  private static String objectId = "";

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
  void firstStart_givesHsmMode() {
    JsonObject hsm = OPERATIONS.hsm();

    assertThat(hsm.getBoolean("up")).isTrue();
    assertThat(hsm.getString("type")).contains("SoftHSM2", LABEL, "0x00000001");
    assertThat(SERVER.rest().get("/health/ready").status()).isEqualTo(200);
    assertThat(SERVER.rest().get("/health/live").status()).isEqualTo(200);
    assertThat(TrialServer.read(SERVER.home().resolve("etc/security.conf")))
        .contains("HSM_ENABLED=\"1\"", "HSM_PROVIDER=\"9\"");
  }

  @Test
  @Order(2)
  void token_holdsExactlyTheTwoObjects() {
    List<String> labels =
        SERVER
            .softHsm()
            .objects(LABEL, SERVER.pin())
            .lines()
            .filter(line -> line.strip().startsWith("label:"))
            .map(line -> line.replaceAll(".*label:\\s*", "").replace("'", ""))
            .toList();

    assertThat(labels)
        .containsExactlyInAnyOrder("Holdfast HSM Key Number", "Holdfast HSM Root Key");
    assertThat(SERVER.softHsm().objects(LABEL, SERVER.pin()))
        .contains("sensitive, always sensitive, never extractable, local", "00000001");
  }

  @Test
  @Order(3)
  void storedKey_comesBackByteForByte() {
    objectId = OPERATIONS.store("payroll", KEY);

    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
    assertThat(OPERATIONS.audit("STORE_OBJECT").getInt("total")).isEqualTo(1);
    assertThat(OPERATIONS.audit("READ_OBJECT").getInt("total")).isEqualTo(1);
  }

  @Test
  @Order(4)
  void wrongPinInSetCredential_keepsTheFormerInUse() {
    Answer answer = OPERATIONS.setCredential("000000", LABEL);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("HF-2104");
    assertThat(answer.text("field")).isEqualTo("credential");
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertThat(OPERATIONS.hsm().getString("tokenLabel")).isEqualTo(LABEL);
    assertThat(SERVER.hsmclient(SERVER.sysadmin(), "verify").exitCode()).isZero();
    assertThat(SERVER.latestTrace()).contains("CKR_PIN_INCORRECT");
    assertThat(OPERATIONS.newestOutcome("SET_CREDENTIAL")).isEqualTo("FAILED");
  }

  @Test
  @Order(5)
  void wrongLabelOrPassphraseInSetCredential_storesNothing() {
    Answer label = OPERATIONS.setCredential(SERVER.pin(), "nowhere");
    Answer passphrase =
        SERVER
            .rest()
            .post(
                SERVER.sysadmin(),
                "/api/v1/hsm/set-credential",
                """
                {"vendor":"softhsm","credential":"%s","recoveryPassphrase":"not this one, no"}
                """
                    .formatted(SERVER.pin()));

    assertThat(label.text("code")).isEqualTo("HF-2102");
    assertThat(label.text("title")).isEqualTo("Could Not Get Slot for HSM");
    assertThat(label.text("cure")).contains("token label");
    assertThat(passphrase.text("code")).isEqualTo("HF-2004");
    assertThat(passphrase.text("field")).isEqualTo("recoveryPassphrase");
    assertThat(OPERATIONS.hsm().getString("tokenLabel")).isEqualTo(LABEL);
  }

  @Test
  @Order(6)
  void changedPin_isTakenOverBySetCredential() {
    // S22: changed on the HSM first, then set on the server before it restarts.
    SERVER.softHsm().changePin(LABEL, "77665544");
    SERVER.softHsm().addToken("elsewhere", "11223344");

    Answer withoutTheKey = OPERATIONS.setCredential("11223344", "elsewhere");
    JsonObject red = OPERATIONS.hsm();
    Answer answer = OPERATIONS.setCredential("77665544", LABEL);

    // S28: there is no way back to the former credential, and the arrow says so at once.
    assertThat(withoutTheKey.text("code")).isEqualTo("HF-2107");
    assertThat(red.getBoolean("up")).isFalse();
    assertThat(red.getBoolean("setCredentialBeforeRestart")).isTrue();

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
  }

  @Test
  @Order(7)
  void tokenAway_redArrowWithCause_readsGoOn_greenByItself() {
    int checks = OPERATIONS.audit("CHECK_HSM").getInt("total");
    SERVER.softHsm().takeAway();

    await().atMost(Duration.ofSeconds(10)).until(() -> !OPERATIONS.hsm().getBoolean("up"));
    JsonObject away = OPERATIONS.hsm();
    assertThat(away.getJsonObject("cause").getString("code")).isEqualTo("HF-2102");
    assertThat(away.getBoolean("vaultOpen")).isTrue();
    assertThat(SERVER.hsmclient(SERVER.sysadmin(), "verify"))
        .matches(verify -> verify.exitCode() == 1 && verify.output().contains("HF-2102"));
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);

    SERVER.softHsm().bringBack();

    await().atMost(Duration.ofSeconds(10)).until(() -> OPERATIONS.hsm().getBoolean("up"));
    assertThat(OPERATIONS.audit("CHECK_HSM").getInt("total")).isEqualTo(checks + 2);
  }

  @Test
  @Order(8)
  void databaseAway_consoleAnswers_recoversByItself() {
    SERVER.database("stop");
    try {
      assertThat(SERVER.rest().get("/health/ready").status()).isEqualTo(503);
      assertThat(SERVER.rest().get("/health/live").status()).isEqualTo(200);
      assertThat(SERVER.rest().get("/api/v1/system/status").text("database")).isEqualTo("DOWN");
      Answer read = SERVER.rest().get(SERVER.keyadmin(), "/api/v1/objects/" + objectId);
      assertThat(read.status()).isEqualTo(503);
      assertThat(read.text("code")).isEqualTo("HF-5001");
      assertThat(SERVER.rest().get("/login.xhtml").body()).doesNotContain("Exception");
    } finally {
      SERVER.database("start");
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> SERVER.rest().get("/health/ready").status() == 200);
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(9)
  void killedVault_comesBackOpen() {
    SERVER.killVault();
    SERVER.start();

    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(10)
  void databaseAwayAtStart_consoleSaysSo_opensWhenItIsBack() {
    SERVER.stop();
    SERVER.with(
        "HOLDFAST_DB_URL", "jdbc:postgresql://127.0.0.1:" + SERVER.databasePort() + "/none");
    SERVER.startPlain();
    try {
      assertThat(SERVER.rest().get("/health/ready").status()).isEqualTo(503);
      assertThat(SERVER.rest().get("/health/live").status()).isEqualTo(200);
      assertThat(SERVER.rest().get("/login.xhtml").body()).contains("HF-5001");
    } finally {
      SERVER.stop();
      SERVER.without("HOLDFAST_DB_URL");
    }
    SERVER.start();
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
  }

  @Test
  @Order(11)
  void reverseMigrate_thenInitialize_makesKeyNumberTwo() {
    Answer reversed = OPERATIONS.reverseMigrate("77665544");
    assertThat(reversed.status()).as(reversed.body()).isEqualTo(200);
    assertThat(reversed.text("type")).isEqualTo("None");
    assertThat(reversed.json().getBoolean("up")).isFalse();
    assertThat(SERVER.home().resolve("hsm/wallet/cwallet.sso")).doesNotExist();
    assertThat(SERVER.home().resolve("hsm/wallet/enctdepwd")).doesNotExist();
    assertThat(SERVER.home().resolve("hsm/restore/ewallet.p12")).doesNotExist();
    assertThat(OPERATIONS.newestOutcome("REVERSE_MIGRATE")).isEqualTo("SUCCEEDED");
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);

    Answer again = OPERATIONS.initialize("77665544", LABEL);
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.json().getInt("keyNumber")).isEqualTo(2);
    assertThat(SERVER.softHsm().rootKeys(LABEL, "77665544")).isEqualTo(2);
    assertThat(OPERATIONS.material(objectId)).isEqualTo(KEY);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> OPERATIONS.audit("REWRAP").getInt("total") >= 1);
  }

  @Test
  @Order(12)
  void material_isNowhereInDatabaseOrHome() throws Exception {
    String dump = dumpDatabase();
    assertThat(dump).contains("payroll");
    List<String> forms = forms(KEY);

    assertThat(forms).noneMatch(dump::contains);
    SERVER.stop();
    try (Stream<Path> tree = Files.walk(SERVER.home())) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(forms).as(file.toString()).noneMatch(content::contains);
      }
    }
  }

  @Test
  @Order(13)
  @Tag(Thorough.TAG)
  void copyWithoutTheToken_staysClosedAndSaysWhy() throws IOException {
    Path copy = SERVER.home().resolveSibling("hsm-mode-copy");
    TrialServer.delete(copy);
    Command.run(java.util.Map.of(), "cp", List.of("-a", SERVER.home().toString(), copy.toString()))
        .requireSuccess();
    TrialServer.delete(copy.resolve("softhsm"));
    try (TrialServer thief = TrialServer.on(copy)) {
      thief.startPlain();

      Answer status = thief.rest().get("/api/v1/system/status");
      assertThat(status.text("vault")).isEqualTo("CLOSED");
      assertThat(thief.rest().get("/health/ready").status()).isEqualTo(503);
      assertThat(new Operations(thief).hsm().getBoolean("up")).isFalse();
      assertThat(thief.hsmclient(thief.sysadmin(), "open_wallet"))
          .matches(
              open -> open.exitCode() == 1 && open.output().contains("The vault stays closed"));
      assertThat(thief.rest().get(thief.keyadmin(), "/api/v1/objects/" + objectId + "/material"))
          .matches(answer -> answer.status() == 503 && answer.text("code").equals("HF-2201"));
    }
  }

  private static String dumpDatabase() throws Exception {
    String password = SERVER.databasePassword();
    StringBuilder dump = new StringBuilder();
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + SERVER.databasePort() + "/holdfast",
            "holdfast",
            password)) {
      var tables =
          connection
              .createStatement()
              .executeQuery(
                  "select schemaname || '.' || tablename from pg_tables"
                      + " where schemaname in ('vault', 'node')");
      while (tables.next()) {
        var rows =
            connection
                .createStatement()
                .executeQuery("select t::text from " + tables.getString(1) + " t");
        while (rows.next()) {
          dump.append(rows.getString(1)).append('\n');
        }
      }
    }
    return dump.toString();
  }

  /** The forms in which key bytes could lie somewhere. */
  private static List<String> forms(byte[] key) {
    return List.of(
        new String(key, StandardCharsets.ISO_8859_1),
        HexFormat.of().formatHex(key),
        HexFormat.of().withUpperCase().formatHex(key),
        Base64.getEncoder().encodeToString(key).replace("=", ""));
  }

  private static byte[] randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }
}

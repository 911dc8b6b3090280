package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.holdfast.ejb.backup.store.MachineUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The doctor over REST and by itself, and {@code hsmclient} with the server down, on one vault to
 * which one thing after the other is done. The steps build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorIT {

  private static final String DOCTOR = "/api/v1/doctor";
  private static final String LABEL = "holdfast";
  private static final TrialServer SERVER = TrialServer.fresh("doctor");
  private static final Path WORK = SERVER.home().resolveSibling("doctor-files");
  private static final String SECOND_PIN = "8642-second";
  private static final Roots ROOTS = new Roots(SERVER);
  private static final Operations OPERATIONS = new Operations(SERVER);

  private static LoginCounter logins;

  @BeforeAll
  static void prepare() throws IOException {
    TrialServer.delete(WORK);
    Files.createDirectories(WORK);
    logins = LoginCounter.installIn(SERVER, WORK);
    SERVER.with("SOFTHSM2_CONF", SERVER.home().resolve("softhsm/softhsm2.conf").toString());
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void beforePostInstall_theCommandLooks_andNobodyElseCan() {
    assertThat(SERVER.holdfast("doctor"))
        .matches(r -> r.exitCode() == 1 && r.output().contains("There is no home folder"));

    SERVER.startBare();

    JsonObject report = looked("--vendor", "softhsm");
    assertThat(report.getString("place")).isEqualTo("OFFLINE");
    assertThat(outcome(report, "service-user")).isIn("PASS", "WARN");
    assertThat(outcome(report, "library-loads")).isEqualTo("PASS");
    assertThat(outcome(report, "token-label")).isEqualTo("PASS");
    assertThat(outcome(report, "certificates")).isEqualTo("PASS");
    assertThat(outcome(report, "login")).isEqualTo("SKIPPED");
    assertThat(report.getString("outcome")).isNotEqualTo("FAIL");
    assertThat(SERVER.rest().get(DOCTOR).text("code")).isEqualTo("HF-2002");
    SERVER.stop();
  }

  @Test
  @Order(2)
  void preRestore_withTheServerDown_storesWhatTheTokenAccepts() {
    assertThat(preRestore("00000000"))
        .matches(r -> r.exitCode() == 1 && r.output().contains("HF-2104"));
    assertThat(SERVER.home().resolve("hsm/wallet/cwallet.sso")).doesNotExist();

    assertThat(preRestore(SERVER.pin()))
        .matches(r -> r.exitCode() == 0 && r.output().contains("The HSM credential is stored."));
    assertThat(preRestore(SERVER.pin()))
        .matches(r -> r.exitCode() == 0 && r.output().contains("It is done already"));
    assertThat(SERVER.latestTrace()).contains("pre-restore").doesNotContain(SERVER.pin());
    assertThat(finding(looked(), "stored-credential").getString("found"))
        .contains("prepared for a restore");
    assertThat(SERVER.holdfast("hsm", "verify"))
        .matches(r -> r.exitCode() == 1 && r.output().contains("HSM mode is not enabled"));
  }

  private static Command.Result preRestore(String pin) {
    return SERVER.holdfast(
        Map.of("HOLDFAST_HSM_CREDENTIAL", pin),
        "hsm",
        "pre_restore",
        "--vendor",
        "softhsm",
        "--token-label",
        LABEL);
  }

  @Test
  @Order(3)
  void openVault_isWell_andTheServerKnowsMore() {
    SERVER.start();

    JsonObject report = asked("");

    assertThat(report.getString("place")).isEqualTo("SERVER");
    assertThat(failed(report)).isEmpty();
    for (String step :
        List.of(
            "login",
            "root-key",
            "root-key-attributes",
            "wallet-opens",
            "digests",
            "sessions",
            "vault-open",
            "database",
            "database-version",
            "database-settings",
            "clock-database")) {
      assertThat(outcome(report, step)).as(step).isEqualTo("PASS");
    }
    // Through the vault, with a user; the same report.
    Command.Result remote =
        SERVER.holdfast(
            Map.of(
                "HOLDFAST_USER", SERVER.sysadmin().name(),
                "HOLDFAST_PASSWORD", SERVER.sysadmin().password(),
                "HOLDFAST_URL", SERVER.uri().toString()),
            "doctor",
            "--json");
    assertThat(json(remote.output()).getString("place")).isEqualTo("SERVER");
    assertThat(SERVER.rest().get(SERVER.auditor(), DOCTOR).status()).isEqualTo(403);
  }

  @Test
  @Order(4)
  void libraryThatNobodyConfigured_isNotLoadedIntoTheVault() throws IOException {
    Path text = Files.writeString(WORK.resolve("text.so"), "no library");

    Answer refused = SERVER.rest().get(SERVER.sysadmin(), DOCTOR + "?library=" + text);
    assertThat(refused.text("code")).isEqualTo("HF-2401");
    assertThat(refused.text("field")).isEqualTo("library");

    JsonObject loads =
        finding(looked("--vendor", "softhsm", "--library", text.toString()), "library-loads");
    assertThat(loads.getString("found"))
        .startsWith("Could Not Load PKCS#11 Library: ")
        .contains(text.toString());
    assertThat(loads.getString("code")).isEqualTo("HF-2101");
    JsonObject missing =
        finding(looked("--vendor", "softhsm", "--library", "/no/such.so"), "library-file");
    assertThat(missing.getString("found"))
        .isEqualTo("Could Not Load PKCS#11 Library: /no/such.so: there is no such file");
    assertThat(missing.getString("cure")).contains("client is installed");
  }

  @Test
  @Order(5)
  void labelThatIsWrongOrSharedByTwo_isSaidInTheDocumentsWords() {
    JsonObject wrong = finding(asked("?vendor=softhsm&tokenLabel=nowhere"), "token-label");
    assertThat(wrong.getString("found"))
        .startsWith("Could Not Get Slot for HSM: no token nowhere in ");
    assertThat(wrong.getString("code")).isEqualTo("HF-2102");

    SERVER.softHsm().addToken("twin", "11112222");
    SERVER.softHsm().addToken("twin", "33334444");
    JsonObject twins =
        finding(looked("--vendor", "softhsm", "--token-label", "twin"), "token-label");
    assertThat(twins.getString("found")).contains("2 tokens are labelled twin");
    assertThat(twins.getString("code")).isEqualTo("HF-2103");
  }

  @Test
  @Order(6)
  void typedCredential_isSentOnce_andAudited() {
    long before = logins.refusedLogins();

    JsonObject wrong = tried("00000000");
    assertThat(logins.refusedLogins()).isEqualTo(before + 1);
    JsonObject right = tried(SERVER.pin());

    assertThat(finding(wrong, "login").getString("code")).isEqualTo("HF-2104");
    assertThat(finding(wrong, "login").getString("found")).contains("CKR_PIN_INCORRECT");
    assertThat(outcome(right, "login")).isEqualTo("PASS");
    assertThat(logins.refusedLogins()).isEqualTo(before + 1);
    assertThat(OPERATIONS.audit("RUN_DOCTOR").getInt("total")).isEqualTo(2);
    assertThat(OPERATIONS.hsm().getBoolean("up")).isTrue();
    assertThat(outcome(asked(""), "login")).isEqualTo("PASS");
  }

  @Test
  @Order(6)
  void backup_isMissed_untilOneIsMade() {
    assertThat(outcome(asked(""), "backup")).isEqualTo("WARN");

    Command.Result made =
        SERVER.holdfast(
            Map.of(
                "HOLDFAST_USER", SERVER.sysadmin().name(),
                "HOLDFAST_PASSWORD", SERVER.sysadmin().password(),
                "HOLDFAST_URL", SERVER.uri().toString()),
            "backup",
            "now",
            "--to",
            "Local");

    assertThat(made.exitCode()).as(made.output()).isZero();
    assertThat(outcome(asked(""), "backup")).isEqualTo("PASS");
  }

  @Test
  @Order(7)
  void serverDown_verifyAndOpenWallet_goTheWayByThemselves() {
    SERVER.stop();
    long before = logins.logins();

    Command.Result verify = SERVER.holdfast("hsm", "verify");
    assertThat(verify.exitCode()).as(verify.output()).isZero();
    assertThat(verify.output())
        .contains("Verified: the Root of Trust key is there", "through the HSM", "0x00000001");
    assertThat(logins.logins()).isEqualTo(before + 1);
    assertThat(SERVER.latestTrace()).contains("PASS Wallet opens").doesNotContain(SERVER.pin());

    Command.Result open = SERVER.holdfast("hsm", "open_wallet");
    assertThat(open.exitCode()).as(open.output()).isZero();
    assertThat(open.output()).contains("holdfast start --home " + SERVER.home());
    JsonObject json = json(SERVER.holdfast("hsm", "verify", "--json").output());
    assertThat(outcome(json, "root-key")).isEqualTo("PASS");
  }

  @Test
  @Order(8)
  void files_thatAreOpenLeftOrWrong_areNamed() throws Exception {
    Path conf = SERVER.home().resolve("etc/security.conf");
    String good = Files.readString(conf);
    Files.writeString(conf, good.replace("HSM_ENABLED=\"1\"", "HSM_ENABLED=1"));
    Path left = Files.writeString(SERVER.home().resolve("tde/cwallet.sso"), "left");
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-r--r--"));
    Path expired = SERVER.home().resolve("etc/tls/old.crt");
    writeExpired(expired);

    JsonObject report = looked();

    assertThat(finding(report, "security-conf").getString("found"))
        .contains("is not NAME=\"value\": HSM_ENABLED=1");
    assertThat(finding(report, "leftovers").getString("found")).contains(left.toString());
    assertThat(finding(report, "home-modes").getString("found"))
        .isEqualTo("Open to others: tde/cwallet.sso (rw-r--r--)");
    assertThat(finding(report, "certificates").getString("found")).contains("old.crt expired at");
    assertThat(SERVER.holdfast("doctor", "--needs-doing"))
        .matches(r -> r.exitCode() == 1 && r.output().contains("FAIL") && r.output().contains("->"))
        .matches(r -> !r.output().contains("Slot list"));
    Files.writeString(conf, good);
    Files.delete(left);
    Files.delete(expired);
    assertThat(failed(looked())).isEmpty();
  }

  @Test
  @Order(9)
  void libraryThatAnotherUserMayNotRead_isSaid_withItsGroup() throws IOException {
    assumeThat(MachineUser.canBeMade()).isTrue();
    Path folder = Files.createTempDirectory("doctor");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Path locked =
          Files.copy(Path.of("/usr/lib/softhsm/libsofthsm2.so"), folder.resolve("locked.so"));
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-x---"));

      JsonObject report =
          json(
              SERVER
                  .holdfastAs(
                      "nobody",
                      "doctor",
                      "--json",
                      "--vendor",
                      "softhsm",
                      "--library",
                      locked.toString())
                  .output());

      assertThat(finding(report, "library-file").getString("found"))
          .startsWith("Could Not Load PKCS#11 Library: " + locked + ", owner root, group root")
          .endsWith("mode rwxr-x---; this process is in the groups nogroup");
      assertThat(finding(report, "library-loads").getString("found"))
          .startsWith("Could Not Load PKCS#11 Library");
      assertThat(finding(report, "service-user").getString("found"))
          .contains("belongs to root, and this is run by nobody");
    } finally {
      TrialServer.delete(folder);
    }
  }

  @Test
  @Order(10)
  void backupOfHsmMode_isVerifiedOffline_withTheHomesHsm() {
    String file = newestBackup().toString();

    Command.Result right = verifyBackup(file, SERVER.recoveryPassphrase());
    assertThat(right.exitCode()).as(right.output()).isZero();
    assertThat(right.output()).contains("every row was decrypted");
    assertThat(verifyBackup(file, "not this passphrase"))
        .matches(r -> r.exitCode() == 1 && r.output().contains("HF-2004"));
  }

  private static Command.Result verifyBackup(String file, String passphrase) {
    return SERVER.holdfast(
        Map.of("HOLDFAST_RECOVERY_PASSPHRASE", passphrase),
        "backup",
        "verify",
        file,
        "--passphrase");
  }

  private static Path newestBackup() {
    try (var files = Files.list(SERVER.home().resolve("backup"))) {
      return files.filter(f -> f.toString().endsWith("_hsm.bkp")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @Order(11)
  void refusedStoredCredential_isSentOnce_byCommandsAndVaultTogether() {
    SERVER.softHsm().changePin(LABEL, "99887766");
    long before = logins.refusedLogins();

    Command.Result first = SERVER.holdfast("hsm", "verify");
    Command.Result second = SERVER.holdfast("hsm", "open-wallet");

    assertThat(first).matches(r -> r.exitCode() == 1 && r.output().contains("CKR_PIN_INCORRECT"));
    assertThat(second).matches(r -> r.exitCode() == 1 && r.output().contains("HF-2105"));
    SERVER.startPlain();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> SERVER.rest().get("/api/v1/system/status").body().contains("HF-2105"));
    assertThat(logins.refusedLogins()).isEqualTo(before + 1);
  }

  @Test
  @Order(12)
  void closedVault_isLookedAt_andTheCureWorks() {
    JsonObject report = asked("");

    assertThat(finding(report, "login").getString("code")).isEqualTo("HF-2105");
    assertThat(finding(report, "login").getString("cure")).contains("Set Credential");
    assertThat(outcome(report, "wallet-opens")).isEqualTo("SKIPPED");
    assertThat(finding(report, "vault-open").getString("code")).isEqualTo("HF-2105");
    assertThat(outcome(report, "pin-state")).isIn("PASS", "WARN");
    assertThat(SERVER.hsmclient(SERVER.sysadmin(), "open_wallet").exitCode()).isEqualTo(1);

    JsonObject typed = tried("99887766");
    assertThat(outcome(typed, "login")).isEqualTo("PASS");
    assertThat(outcome(typed, "wallet-opens")).isEqualTo("PASS");
    assertThat(SERVER.rest().get("/api/v1/system/status").text("vault")).isEqualTo("CLOSED");

    Answer set = OPERATIONS.setCredential("99887766", LABEL);
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    assertThat(failed(asked(""))).isEmpty();
    assertThat(SERVER.hsmclient(SERVER.sysadmin(), "verify").exitCode()).isZero();
  }

  @Test
  @Order(13)
  void tokenAway_isSaid() {
    SERVER.softHsm().takeAway();
    JsonObject report = asked("");
    assertThat(finding(report, "slot-list").getString("found"))
        .startsWith("Could Not Get Slot for HSM");
    assertThat(finding(report, "token-label").getString("code")).isEqualTo("HF-2102");
    SERVER.softHsm().bringBack();
  }

  @Test
  @Order(14)
  void severalRoots_areAllLookedAt_byTheVaultAndBesideIt_orOneOfThem() {
    ROOTS.awaitUp("hsm-1");
    SERVER.softHsm().addToken("second", SECOND_PIN);
    Answers.good(ROOTS.add("hsm-2", "softhsm", SECOND_PIN, "second"));

    JsonObject both = asked("");
    assertThat(failed(both)).isEmpty();
    assertThat(both.getJsonArray("roots")).hasSize(2);
    for (String root : List.of("hsm-1", "hsm-2")) {
      for (String step : List.of("login", "root-key", "wallet-opens")) {
        assertThat(findings(both, step).stream().filter(f -> f.getString("root").equals(root)))
            .as("%s of %s", step, root)
            .singleElement()
            .satisfies(finding -> assertThat(finding.getString("outcome")).isEqualTo("PASS"));
      }
    }
    assertThat(findings(both, "database")).hasSize(1);
    JsonObject one = asked("?vendor=softhsm&tokenLabel=second");
    assertThat(findings(one, "wallet-opens")).hasSize(1);
    assertThat(outcome(one, "wallet-opens")).isEqualTo("PASS");
    assertThat(
            SERVER
                .rest()
                .post(
                    SERVER.sysadmin(),
                    DOCTOR,
                    Json.createObjectBuilder().add("credential", SECOND_PIN).build().toString())
                .text("code"))
        .isEqualTo("HF-2402");

    assertThat(findings(looked(), "token-label"))
        .extracting(finding -> finding.getString("root"))
        .containsExactlyInAnyOrder(LABEL, "second");
    Command.Result verified = SERVER.holdfast("hsm", "verify", "--offline");
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("second: Token", LABEL + ": Root of Trust");
  }

  private static List<JsonObject> findings(JsonObject report, String step) {
    return report.getJsonArray("findings").getValuesAs(JsonObject.class).stream()
        .filter(finding -> finding.getString("step").equals(step))
        .toList();
  }

  private static JsonObject asked(String query) {
    Answer answer = SERVER.rest().get(SERVER.sysadmin(), DOCTOR + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonObject tried(String pin) {
    Answer answer =
        SERVER
            .rest()
            .post(
                SERVER.sysadmin(),
                DOCTOR,
                Json.createObjectBuilder().add("credential", pin).build().toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** {@code holdfast doctor --json} without a user. */
  private static JsonObject looked(String... options) {
    List<String> words = new ArrayList<>(List.of("doctor", "--json"));
    words.addAll(List.of(options));
    return json(SERVER.holdfast(words.toArray(String[]::new)).output());
  }

  private static JsonObject json(String output) {
    try (JsonReader reader = Json.createReader(new StringReader(output))) {
      return reader.readObject();
    } catch (jakarta.json.JsonException e) {
      throw new AssertionError(output, e);
    }
  }

  private static JsonObject finding(JsonObject report, String step) {
    return report.getJsonArray("findings").getValuesAs(JsonObject.class).stream()
        .filter(finding -> finding.getString("step").equals(step))
        .findFirst()
        .orElseThrow(() -> new AssertionError(step + " in " + report));
  }

  private static String outcome(JsonObject report, String step) {
    return finding(report, step).getString("outcome");
  }

  private static List<JsonObject> failed(JsonObject report) {
    return report.getJsonArray("findings").getValuesAs(JsonObject.class).stream()
        .filter(finding -> finding.getString("outcome").equals("FAIL"))
        .toList();
  }

  private static void writeExpired(Path file) throws IOException, GeneralSecurityException {
    Files.writeString(file, Certificates.expired("CN=old.example"), StandardCharsets.US_ASCII);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}

package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From the bare server to HSM mode, with every mistake on the way. A library between the vault and
 * the token counts the logins that reach it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstDayIT {

  private static final String LABEL = "holdfast";
  private static final String PASSPHRASE = "correct horse battery";
  private static final Rest.User SYSADMIN = new Rest.User("root.admin", "a password of mine 1");
  private static final Rest.User KEYADMIN = new Rest.User("key.admin", "a password of mine 2");
  private static final Rest.User AUDITOR = new Rest.User("audit.admin", "a password of mine 3");

  private static final String MONITORING = "HOLDFAST_MONITORING_INTERVAL";
  private static final TrialServer SERVER = TrialServer.fresh("first-day").with(MONITORING, "300");
  private static final LoginCounter COUNTER =
      LoginCounter.installIn(SERVER, SERVER.home().resolveSibling("first-day-counter"));

  @BeforeAll
  static void start() {
    SERVER.startBare();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Order(1)
  void beforePostInstall_nothingElseIsServed() {
    assertThat(SERVER.rest().get("/api/v1/objects"))
        .matches(answer -> answer.status() == 409 && answer.text("code").equals("HF-2002"));
    assertThat(SERVER.rest().get("/api/v1/system/status").json().getBoolean("installed")).isFalse();
    assertThat(SERVER.rest().get("/health/ready").status()).isEqualTo(503);
    HttpResponse<String> home = SERVER.rest().sendForResponse(SERVER.rest().request("/").GET());
    assertThat(home.statusCode()).isEqualTo(303);
    assertThat(home.headers().firstValue("location").orElse("")).contains("post-install");
  }

  @Test
  @Order(2)
  void postInstall_refusesWrongCodeAndWeakSecrets() {
    assertThat(install("AAAA-AAAA-AAAA", PASSPHRASE, SYSADMIN.password()).text("code"))
        .isEqualTo("HF-2003");
    assertThat(install(SERVER.oneTimeCode(), "short", SYSADMIN.password()))
        .matches(
            answer ->
                answer.text("code").equals("HF-1005")
                    && answer.text("field").equals("recoveryPassphrase"));
    assertThat(install(SERVER.oneTimeCode(), PASSPHRASE, "short").text("code"))
        .isEqualTo("HF-1006");
    assertThat(SERVER.rest().get("/api/v1/system/status").json().getBoolean("installed")).isFalse();
  }

  @Test
  @Order(3)
  void postInstall_opensTheVaultInPassphraseMode() {
    assertThat(install(SERVER.oneTimeCode(), PASSPHRASE, SYSADMIN.password()).status())
        .isEqualTo(201);

    Answer hsm = SERVER.rest().get(SYSADMIN, Operations.HSM);
    assertThat(hsm.text("state")).isEqualTo("PASSPHRASE_PROTECTED");
    assertThat(hsm.text("type")).isEqualTo("None");
    assertThat(hsm.json().getBoolean("up")).isFalse();
    assertThat(hsm.json().getBoolean("vaultOpen")).isTrue();
    assertThat(install(SERVER.oneTimeCode(), PASSPHRASE, SYSADMIN.password()).text("code"))
        .isEqualTo("HF-2001");
  }

  @Test
  @Order(4)
  void roles_allowTheirOwnAndRefuseTheRest() {
    assertThat(SERVER.rest().get(KEYADMIN, Operations.HSM).text("code")).isEqualTo("HF-4004");
    assertThat(SERVER.rest().get(AUDITOR, Operations.HSM).status()).isEqualTo(403);
    assertThat(SERVER.rest().get(SYSADMIN, Operations.OBJECTS).status()).isEqualTo(403);
    assertThat(SERVER.rest().get(AUDITOR, Operations.OBJECTS).status()).isEqualTo(403);
    assertThat(SERVER.rest().get(SYSADMIN, "/api/v1/audit").status()).isEqualTo(403);
    assertThat(SERVER.rest().get(KEYADMIN, "/api/v1/audit").status()).isEqualTo(403);
    assertThat(SERVER.rest().get("/api/v1/objects").status()).isEqualTo(401);
    assertThat(SERVER.rest().get(AUDITOR, "/api/v1/audit").status()).isEqualTo(200);
  }

  @Test
  @Order(5)
  void wrongPinInInitialize_leavesNothing_andReachesTheTokenOnce() {
    long refusedBefore = COUNTER.refusedLogins();

    Answer answer = initialize("000000", LABEL, PASSPHRASE);

    assertThat(answer.text("code")).isEqualTo("HF-2104");
    assertThat(answer.text("field")).isEqualTo("credential");
    assertThat(COUNTER.refusedLogins() - refusedBefore).isEqualTo(1);
    assertNothingIsStored();
    assertThat(SERVER.latestTrace()).contains("CKR_PIN_INCORRECT").doesNotContain("000000");
  }

  @Test
  @Order(6)
  void wrongPassphraseInInitialize_doesNotReachTheToken() {
    long loginsBefore = COUNTER.logins();

    Answer answer = initialize(SERVER.pin(), LABEL, "another passphrase");

    assertThat(answer.text("code")).isEqualTo("HF-2004");
    assertThat(answer.text("field")).isEqualTo("recoveryPassphrase");
    assertThat(COUNTER.logins()).isEqualTo(loginsBefore);
    assertNothingIsStored();
  }

  @Test
  @Order(7)
  void labels_mustNameOneToken() {
    assertThat(initialize(SERVER.pin(), "nowhere", PASSPHRASE))
        .matches(
            answer ->
                answer.text("code").equals("HF-2102")
                    && answer.text("title").equals("Could Not Get Slot for HSM")
                    && !answer.text("cure").isEmpty());
    SERVER.softHsm().addToken("twin", "123456");
    SERVER.softHsm().addToken("twin", "123456");

    assertThat(initialize("123456", "twin", PASSPHRASE).text("code")).isEqualTo("HF-2103");
    assertThat(initialize(SERVER.pin(), null, PASSPHRASE).text("code")).isEqualTo("HF-2103");
    assertNothingIsStored();
  }

  @Test
  @Order(8)
  void wrongPinInSetCredential_storesNothingWhereNothingWas() {
    Answer answer =
        SERVER
            .rest()
            .post(
                SYSADMIN,
                "/api/v1/hsm/set-credential",
                """
                {"vendor":"softhsm","credential":"000000","tokenLabel":"holdfast"}
                """);

    assertThat(answer.text("code")).isEqualTo("HF-2104");
    assertThat(SERVER.home().resolve("hsm/wallet/cwallet.sso")).doesNotExist();
  }

  @Test
  @Order(9)
  void setCredential_preparesForRestore_andInitializeReplacesIt() {
    Answer prepared =
        SERVER
            .rest()
            .post(
                SYSADMIN,
                "/api/v1/hsm/set-credential",
                """
                {"vendor":"softhsm","credential":"%s","tokenLabel":"holdfast"}
                """
                    .formatted(SERVER.pin()));
    assertThat(prepared.status()).as(prepared.body()).isEqualTo(200);
    assertThat(prepared.json().getBoolean("credentialStored")).isTrue();
    assertThat(SERVER.home().resolve("hsm/wallet/cwallet.sso")).exists();
    assertThat(prepared.text("type")).isEqualTo("None");

    Answer answer = initialize(SERVER.pin(), LABEL, PASSPHRASE);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().getInt("keyNumber")).isEqualTo(1);
    assertThat(initialize(SERVER.pin(), LABEL, PASSPHRASE).text("code")).isEqualTo("HF-2005");
  }

  /** Not only when an interval of five minutes has passed. */
  @Test
  @Order(10)
  void afterInitialize_theHsmSoonVouchesForTheAuditTrail() {
    AuditCalls audit = new AuditCalls(new RestClient(SERVER::rest, () -> AUDITOR));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              JsonObject verified = audit.verify();
              assertThat(verified.getString("state")).isEqualTo("PASSED");
              JsonObject report = verified.getJsonObject("report");
              return report.getJsonArray("checkpoints").getValuesAs(JsonObject.class).stream()
                  .anyMatch(FirstDayIT::isOfTheRootKey);
            });
    SERVER.with(MONITORING, "2");
  }

  private static boolean isOfTheRootKey(JsonObject checkpoint) {
    return checkpoint.toString().contains("Holdfast HSM Root Key")
        && checkpoint.getString("result").equals("MATCHES");
  }

  @Test
  @Order(11)
  @Tag(Thorough.TAG)
  void pinChangedOnTheHsm_isTriedOnceAtStart_andNeverAgain() {
    SERVER.softHsm().changePin(LABEL, "99887766");
    SERVER.stop();
    long refusedBefore = COUNTER.refusedLogins();
    SERVER.startPlainWithToken();

    assertThat(SERVER.rest().get("/api/v1/system/status").text("vault")).isEqualTo("CLOSED");
    Answer verify = SERVER.rest().post(SYSADMIN, "/api/v1/hsm/verify", "{}");
    assertThat(verify.json().getBoolean("up")).isFalse();
    assertThat(SERVER.rest().post(SYSADMIN, "/api/v1/hsm/open", "{}").status()).isEqualTo(200);
    SERVER.stop();
    SERVER.startPlainWithToken();
    SERVER.rest().post(SYSADMIN, "/api/v1/hsm/open", "{}");
    assertThat(COUNTER.refusedLogins() - refusedBefore).isEqualTo(1);

    Answer set =
        SERVER
            .rest()
            .post(
                SYSADMIN,
                "/api/v1/hsm/set-credential",
                """
                {"vendor":"softhsm","credential":"99887766","tokenLabel":"holdfast",
                 "recoveryPassphrase":"%s"}
                """
                    .formatted(PASSPHRASE));

    assertThat(set.status()).as(set.body()).isEqualTo(200);
    assertThat(set.json().getBoolean("vaultOpen")).isTrue();
    assertThat(set.json().getBoolean("up")).isTrue();
  }

  @Test
  @Order(12)
  @Tag(Thorough.TAG)
  void wrongLibraryPath_closesTheVault_consoleAnswers() {
    SERVER.stop();
    SERVER.with("HOLDFAST_HSM_LIBRARY_SOFTHSM", "/nowhere/libpkcs11.so").startPlainWithToken();

    Answer hsm = SERVER.rest().post(SYSADMIN, "/api/v1/hsm/verify", "{}");

    assertThat(hsm.json().getJsonObject("cause").getString("code")).isEqualTo("HF-2101");
    assertThat(hsm.json().getJsonObject("cause").getString("title"))
        .isEqualTo("Could Not Load PKCS#11 Library");
    assertThat(hsm.json().getJsonObject("cause").getString("cure")).isNotBlank();
    assertThat(hsm.json().getBoolean("vaultOpen")).isFalse();
    assertThat(SERVER.rest().get("/login.xhtml").status()).isEqualTo(200);
  }

  private static void assertNothingIsStored() {
    Answer hsm = SERVER.rest().get(SYSADMIN, Operations.HSM);
    assertThat(hsm.text("state")).isEqualTo("PASSPHRASE_PROTECTED");
    assertThat(hsm.text("type")).isEqualTo("None");
    assertThat(hsm.json().getBoolean("up")).isFalse();
    assertThat(SERVER.home().resolve("hsm/wallet/cwallet.sso")).doesNotExist();
    assertThat(SERVER.home().resolve("hsm/wallet/enctdepwd")).doesNotExist();
    assertThat(SERVER.home().resolve("staging")).isEmptyDirectory();
    assertThat(SERVER.softHsm().rootKeys(LABEL, SERVER.pin())).isZero();
  }

  private static Answer install(String code, String passphrase, String password) {
    return SERVER
        .rest()
        .send(
            SERVER
                .rest()
                .request("/api/v1/install")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"code":"%s","recoveryPassphrase":"%s","administrators":[
                          {"name":"%s","role":"SYSTEM_ADMINISTRATOR","password":"%s"},
                          {"name":"%s","role":"KEY_ADMINISTRATOR","password":"%s"},
                          {"name":"%s","role":"AUDIT_MANAGER","password":"%s"}]}
                        """
                            .formatted(
                                code,
                                passphrase,
                                SYSADMIN.name(),
                                password,
                                KEYADMIN.name(),
                                KEYADMIN.password(),
                                AUDITOR.name(),
                                AUDITOR.password()))));
  }

  private static Answer initialize(String pin, @Nullable String label, String passphrase) {
    String labelPart = label == null ? "" : ",\"tokenLabel\":\"" + label + "\"";
    return SERVER
        .rest()
        .post(
            SYSADMIN,
            "/api/v1/hsm/initialize",
            """
            {"vendor":"softhsm","credential":"%s","recoveryPassphrase":"%s"%s}
            """
                .formatted(pin, passphrase, labelPart));
  }
}

package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.etag;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.holdfast.ejb.mail.MailServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the vault finds by itself, and who is told (S80-S83, B5); the steps build on each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsIT {

  private static final String ALERTS = "/api/v1/alerts";
  private static final String SETTINGS = "/api/v1/system/alerts";
  private static final String MAIL = "/api/v1/system/mail";
  private static final String METRICS = "/metrics";
  private static final String TOKEN = "a token that a scraper shows";

  /** An interval is a second; a token that came or went is seen at the next check. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final TrialServer SERVER = TrialServer.fresh("alerts");
  private static final RestClient SYSADMIN = new RestClient(SERVER::rest, SERVER::sysadmin);
  private static final RestClient AUDITOR = new RestClient(SERVER::rest, SERVER::auditor);
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final BackupCalls BACKUPS = new BackupCalls(SERVER);
  private static final AlertCalls SEEN = new AlertCalls(SYSADMIN, SOON);
  private static final AuditReader AUDIT = new AuditReader(SERVER);
  private static final Path WORK = SERVER.home().resolveSibling("alerts-work");

  private static MailServer mail;
  private static OtlpReceiver collector;
  private static LoginCounter faults;

  @BeforeAll
  static void start() throws Exception {
    TrialServer.delete(WORK);
    Files.createDirectories(WORK);
    mail = MailServer.start(WORK);
    Path token = Files.writeString(WORK.resolve("token"), TOKEN + "\n");
    collector = new OtlpReceiver();
    faults = LoginCounter.installIn(SERVER, WORK.resolve("faults"));
    SERVER
        .with("HOLDFAST_BACKUP_PROVE_HOURS", "0")
        .withProperties(
            Map.of(
                "holdfast.metrics.token-file", token.toString(),
                "holdfast.otlp.endpoint", collector.endpoint(),
                "holdfast.otlp.interval-seconds", "1"))
        .start();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    mail.close();
    collector.close();
  }

  @Test
  @Order(1)
  void settings_areChangedUponTheirRevision_byTheSystemAdministratorAlone() {
    HttpResponse<String> before = SYSADMIN.get(SETTINGS);
    assertThat(good(before).getInt("intervalSeconds")).isEqualTo(2);

    HttpResponse<String> saved = put(SETTINGS, settings(), "If-Match", etag(before));

    assertThat(good(saved).getInt("intervalSeconds")).isEqualTo(1);
    assertThat(code(put(SETTINGS, settings(), "If-Match", etag(before)))).isEqualTo("HF-3014");
    assertThat(
            SYSADMIN.send("GET", SETTINGS, BodyPublishers.noBody(), "If-None-Match", etag(saved)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(304);
    HttpResponse<String> wrong = put(SETTINGS, settings().add("diskPercent", 100));
    assertThat(code(wrong)).isEqualTo("HF-1003");
    assertThat(Answers.json(wrong).getString("field")).isEqualTo("diskPercent");
    assertThat(AUDITOR.get(SETTINGS).statusCode()).isEqualTo(403);
    assertThat(KEYADMIN.get(ALERTS).statusCode()).isEqualTo(403);
    assertThat(AUDIT.newest("CONFIGURE_ALERTS")).hasSize(1);
  }

  @Test
  @Order(2)
  void mail_isConfigured_andTestedWithTheServersOwnAnswer() {
    assertThat(code(SYSADMIN.post(MAIL + "/test"))).isEqualTo("HF-7012");
    assertThat(code(put(MAIL, server(mail.tlsPort()).add("user", MailServer.USER))))
        .isEqualTo("HF-1002");

    good(put(MAIL, server(mail.tlsPort()).add("user", MailServer.USER).add("password", "wrong")));
    assertThat(code(SYSADMIN.post(MAIL + "/test"))).isEqualTo("HF-7010");
    good(put(MAIL, server(1)));
    assertThat(code(SYSADMIN.post(MAIL + "/test"))).isEqualTo("HF-7009");
    good(put(MAIL, server(mail.tlsPort()).add("host", "127.0.0.1")));
    assertThat(code(SYSADMIN.post(MAIL + "/test"))).isEqualTo("HF-7011");
    JsonObject saved =
        good(
            put(
                MAIL,
                server(mail.tlsPort())
                    .add("user", MailServer.USER)
                    .add("password", MailServer.PASSWORD)));
    assertThat(saved.containsKey("password")).isFalse();
    mail.empty();

    assertThat(SYSADMIN.post(MAIL + "/test").statusCode()).isEqualTo(204);

    assertThat(mail.subjects()).containsExactly("[Holdfast] Test mail");
    assertThat(good(SYSADMIN.get(MAIL)).toString()).doesNotContain(MailServer.PASSWORD);
    assertThat(SERVER.serverLog()).doesNotContain(MailServer.PASSWORD);
    // The one that is stored stays, as long as server and user do.
    good(put(MAIL, server(mail.tlsPort()).add("user", MailServer.USER)));
    assertThat(SYSADMIN.post(MAIL + "/test").statusCode()).isEqualTo(204);
  }

  @Test
  @Order(3)
  void hsmAway_raisesOneAlertWithTheDocumentsText_isAcknowledged_andClearsByItself() {
    mail.empty();
    int earlier = SEEN.all("HSM").size();
    SERVER.softHsm().takeAway();
    JsonObject raised = SEEN.awaitRaised("HSM");

    assertThat(raised.getString("text"))
        .isEqualTo(
            "HSM configuration error. Please refer to the HSM Alert section in the Oracle Key Vault"
                + " Root of Trust HSM Configuration Guide.");
    JsonObject cause = raised.getJsonObject("cause");
    assertThat(cause.getString("code")).startsWith("HF-21");
    assertThat(cause.getString("cure")).isNotBlank();
    assertThat(raised.getString("severity")).isEqualTo("CRITICAL");
    assertThat(raised.getString("runbook")).isEqualTo("runbooks/alerts.md#hsm");
    awaitMetric("holdfast_hsm_up 0.0");
    awaitMetric("holdfast_alerts{kind=\"HSM\"} 1.0");

    String path = ALERTS + "/" + raised.getString("id");
    assertThat(AUDITOR.get(path).statusCode()).isEqualTo(200);
    assertThat(AUDITOR.post(path + "/acknowledge").statusCode()).isEqualTo(403);
    JsonObject acknowledged =
        good(SYSADMIN.post(path + "/acknowledge", object("note", "being repaired")));
    assertThat(acknowledged.getString("state")).isEqualTo("ACKNOWLEDGED");
    assertThat(acknowledged.getJsonObject("acknowledged").getString("by")).isEqualTo("sysadmin");
    assertThat(code(SYSADMIN.post(path + "/acknowledge"))).isEqualTo("HF-7008");
    assertThat(code(SYSADMIN.get(ALERTS + "/" + "01a1fd9a-7415-7000-ba63-f771bcccf4a2")))
        .isEqualTo("HF-7007");

    SERVER.softHsm().bringBack();

    await().atMost(SOON).until(() -> good(SYSADMIN.get(path)).getString("state").equals("CLEARED"));
    assertThat(good(SYSADMIN.get(path)).getJsonObject("acknowledged").getString("note"))
        .isEqualTo("being repaired");
    awaitMetric("holdfast_hsm_up 1.0");
    String about = "HSM configuration error, Root of Trust";
    await()
        .atMost(SOON)
        .until(() -> mailsAbout(about).stream().anyMatch(subject -> subject.contains("OVER")));
    assertThat(mailsAbout(about)).hasSize((SEEN.all("HSM").size() - earlier) * 2);
    assertThat(AUDIT.newest("ACKNOWLEDGE_ALERT")).singleElement().asString().contains("repaired");
    assertThat(SERVER.serverLog()).contains("HF011000", "HF011001");
  }

  @Test
  @Order(4)
  void tokenThatOffersOtherMechanisms_isDriftFromThePassport_untilItIsRenewed() throws IOException {
    Path configuration = SERVER.home().resolve("softhsm/softhsm2.conf");
    SERVER.softHsm().takeAway();
    SEEN.awaitRaised("HSM");
    // Read when the library is initialized anew: as new firmware with another policy. SoftHSM 2.6.1
    // passes over the first of those that it is to leave out.
    Files.writeString(
        configuration,
        "\nslots.mechanisms = -CKM_DES_CBC,CKM_AES_CBC_PAD\n",
        StandardOpenOption.APPEND);
    SERVER.softHsm().bringBack();

    JsonObject drift = SEEN.awaitRaised("ROOT_KEY_PASSPORT");

    assertThat(drift.getJsonObject("cause").getString("code")).isEqualTo("HF-7001");
    assertThat(drift.getJsonObject("cause").getString("detail"))
        .startsWith("mechanisms is ")
        .contains("AES_CBC_PAD_HMAC");
    assertThat(drift.getString("text")).startsWith("HSM configuration error.");
    assertThat(passport().getJsonArray("mechanisms").toString()).contains("AES_CBC_PAD_HMAC");
    assertThat(passport().getJsonObject("attributes").getBoolean("CKA_EXTRACTABLE")).isFalse();
    assertThat(code(SYSADMIN.post("/api/v1/hsm/passport", "{}"))).isEqualTo("HF-1002");
    assertThat(SYSADMIN.post("/api/v1/hsm/passport", object("note", "a new policy")).statusCode())
        .isEqualTo(204);
    assertThat(passport().getJsonArray("mechanisms").toString()).doesNotContain("AES_CBC_PAD_HMAC");
    SEEN.awaitNone("ROOT_KEY_PASSPORT");
    assertThat(AUDIT.newest("RENEW_PASSPORT"))
        .singleElement()
        .asString()
        .contains("AES_CBC_PAD_HMAC", "a new policy");
  }

  private static JsonObject passport() {
    return items(SYSADMIN.get("/api/v1/hsm/passport")).get(0);
  }

  @Test
  @Order(5)
  void walletFileThatWasChanged_isNamed() throws IOException {
    Path file = SERVER.home().resolve("hsm/restore/ewallet.p12");
    byte[] content = Files.readAllBytes(file);
    Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);

    JsonObject raised = SEEN.awaitRaised("HSM");

    assertThat(raised.getJsonObject("cause").getString("code")).isEqualTo("HF-2202");
    assertThat(raised.getJsonObject("cause").getString("detail"))
        .contains("hsm/restore/ewallet.p12");
    Files.write(file, content);
    SEEN.awaitNone("HSM");
  }

  @Test
  @Order(6)
  void thresholds_raiseAndClear_andAKindThatIsOffRaisesNothing() {
    assertThat(SEEN.all("DISK")).isEmpty();
    assertThat(SEEN.all("CERTIFICATE")).isEmpty();
    good(put(SETTINGS, settings().add("diskPercent", 1).add("certificateDays", 1000)));

    JsonObject disk = SEEN.awaitRaised("DISK");
    JsonObject certificate = SEEN.awaitRaised("CERTIFICATE");

    assertThat(disk.getString("subject")).isEqualTo(SERVER.home().toString());
    assertThat(disk.getString("severity")).isEqualTo("WARNING");
    assertThat(certificate.getString("subject")).isEqualTo("server certificate");
    assertThat(certificate.getJsonObject("cause").getString("code")).isEqualTo("HF-7002");
    good(
        put(
            SETTINGS,
            settings()
                .add("certificateDays", 1000)
                .add("kindsOff", Json.createArrayBuilder().add("CERTIFICATE"))));
    SEEN.awaitNone("DISK");
    SEEN.awaitNone("CERTIFICATE");
    good(put(SETTINGS, settings()));
  }

  @Test
  @Order(7)
  void metrics_areForMonitoringAlone() {
    Answer metrics = SERVER.rest().get(SERVER.auditor(), METRICS);

    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.body())
        .contains(
            "holdfast_vault_open 1.0",
            "holdfast_database_up 1.0",
            "holdfast_objects{state=\"ACTIVE\"}",
            "holdfast_certificate_expiry_timestamp_seconds{certificate=\"server-certificate\"}",
            "holdfast_operations_total{operation=\"CONFIGURE_MAIL\",outcome=\"SUCCEEDED\"}",
            "holdfast_rest_requests_seconds_count{method=\"GET\",path=\"/alerts/{id}\"",
            "holdfast_backup_last_success_timestamp_seconds",
            "jvm_memory_used_bytes");
    assertThat(metrics.body().lines().filter(line -> line.startsWith("holdfast_pool_connections{")))
        .hasSize(4)
        .noneMatch(line -> line.endsWith("NaN"));
    assertThat(SERVER.rest().get(METRICS).status()).isEqualTo(401);
    assertThat(SERVER.rest().get(SERVER.keyadmin(), METRICS).status()).isEqualTo(403);
    assertThat(scrape("Bearer " + TOKEN + "x", METRICS).status()).isEqualTo(401);
    assertThat(scrape("Bearer " + TOKEN, METRICS).status()).isEqualTo(200);
    // It opens nothing else.
    assertThat(scrape("Bearer " + TOKEN, ALERTS).status()).isEqualTo(401);
    assertThat(
            SERVER
                .rest()
                .sendForResponse(
                    SERVER
                        .rest()
                        .request(METRICS)
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Accept", "application/openmetrics-text; version=1.0.0"))
                .body())
        .endsWith("# EOF\n");
  }

  @Test
  @Order(8)
  void databaseAway_isToldByMailAndMetrics_andStoredWhenItIsBack() {
    mail.empty();
    int earlier = SEEN.all("DATABASE").size();
    SERVER.database("stop");

    awaitMetric("holdfast_alerts{kind=\"DATABASE\"} 1.0");
    await()
        .atMost(SOON)
        .until(() -> mailsAbout("Database away").stream().anyMatch(s -> s.contains("CRITICAL")));

    SERVER.database("start");
    await()
        .atMost(SOON)
        .until(() -> mailsAbout("Database away").stream().anyMatch(s -> s.contains("OVER")));
    // Raised while nothing could be stored.
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(items(SYSADMIN.get(ALERTS + "?kind=DATABASE&state=CLEARED")))
                    .hasSize(earlier + 1));
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(14)
  void restart_goesOnWithAnAlertThatLasts_andSecondKeyOfTheSameIdIsFound() {
    good(put(SETTINGS, settings().add("diskPercent", 1)));
    String before = SEEN.awaitRaised("DISK").getString("id");
    SERVER.softHsm().addRootKey("holdfast", SERVER.pin(), 1);
    SEEN.awaitCause("HF-2112");

    SERVER.stop();
    SERVER.startPlainWithToken();

    assertThat(SEEN.awaitRaised("DISK").getString("id")).isEqualTo(before);
    assertThat(SEEN.all("DISK")).hasSize(2);
    SEEN.awaitCause("HF-2112");
    // The vault is closed as well: with two keys it does not guess.
    SEEN.awaitRaised("VAULT_CLOSED");
  }

  @Test
  @Order(9)
  void startTls_isAsGood_andChecksTheCertificate() {
    mail.empty();
    JsonObjectBuilder other =
        startTls().add("host", "127.0.0.1").add("password", MailServer.PASSWORD);
    good(put(MAIL, other));
    assertThat(code(SYSADMIN.post(MAIL + "/test"))).isEqualTo("HF-7011");
    assertThat(mail.subjects()).isEmpty();

    good(put(MAIL, startTls().add("password", MailServer.PASSWORD)));

    assertThat(SYSADMIN.post(MAIL + "/test").statusCode()).isEqualTo(204);
    assertThat(mail.subjects()).containsExactly("[Holdfast] Test mail");
  }

  @Test
  @Order(10)
  void metrics_arePushedToACollector() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(collector.metrics())
                    .contains(
                        "holdfast.vault.open",
                        "holdfast.hsm.up",
                        "holdfast.alerts",
                        "holdfast.objects",
                        "holdfast.operations",
                        "holdfast.rest.requests",
                        "holdfast.pool.connections",
                        "jvm.memory.used"));
    assertThat(collector.services()).containsExactly("holdfast");
  }

  @Test
  @Order(11)
  void wrongCredentialsThatTheTokenHasCounted_raise_andClear() {
    faults.play("on C_GetTokenInfo every pin count-low\n");
    JsonObject low = SEEN.awaitRaised("HSM_CREDENTIAL");
    assertThat(low.getString("severity")).isEqualTo("WARNING");
    assertThat(low.getJsonObject("cause").getString("code")).isEqualTo("HF-7006");
    faults.play("");
    SEEN.awaitNone("HSM_CREDENTIAL");

    faults.play("on C_GetTokenInfo every pin final-try\n");
    JsonObject last = SEEN.awaitRaised("HSM_CREDENTIAL");
    assertThat(last.getString("severity")).isEqualTo("CRITICAL");
    assertThat(last.getJsonObject("cause").getString("code")).isEqualTo("HF-7006");
    faults.play("on C_GetTokenInfo every pin locked\n");
    await()
        .atMost(SOON)
        .until(() -> SEEN.raisedCodes("HSM_CREDENTIAL"), List.of("HF-2106")::equals);

    faults.play("");
    SEEN.awaitNone("HSM_CREDENTIAL");
  }

  @Test
  @Order(12)
  void fewSessionsOfTheToken_raise_andClear() {
    assertThat(SEEN.all("HSM_SESSIONS")).isEmpty();
    faults.play("on C_GetTokenInfo every sessions 10 9\n");

    JsonObject few = SEEN.awaitRaised("HSM_SESSIONS");

    assertThat(few.getJsonObject("cause").getString("code")).isEqualTo("HF-7005");
    assertThat(few.getJsonObject("cause").getString("detail"))
        .isEqualTo("1 free sessions of the token");
    faults.play("");
    SEEN.awaitNone("HSM_SESSIONS");
  }

  @Test
  @Order(13)
  void backups_thatFailAreLateOrNotProved_raise_andClear() throws Exception {
    Path folder = Files.createDirectories(WORK.resolve("backups"));
    String destination =
        Answers.id(BACKUPS.saveDestination(BackupCalls.localFolder("alerts", folder)));
    Files.delete(folder);
    String schedule =
        BACKUPS.schedule(
            BackupCalls.periodic("late", destination, Duration.ofHours(1))
                .add("start", Instant.now().minus(Duration.ofDays(3)).toString()));

    JsonObject failed = SEEN.awaitRaised("BACKUP_FAILED");
    JsonObject late = SEEN.awaitRaised("BACKUP_AGE");

    assertThat(failed.getJsonObject("cause").getString("code")).isEqualTo("HF-6007");
    assertThat(failed.getString("subject")).isEqualTo("schedule late");
    assertThat(late.getJsonObject("cause").getString("detail"))
        .startsWith("none was made since the first was due");
    Files.createDirectory(folder);
    new ServerTables(SERVER).makeDue(schedule);
    Path file = folder.resolve(BACKUPS.awaitRun("late", 2, "DONE").getString("file"));
    SEEN.awaitNone("BACKUP_FAILED");
    SEEN.awaitNone("BACKUP_AGE");

    byte[] whole = Files.readAllBytes(file);
    byte[] rotten = whole.clone();
    rotten[rotten.length / 2] ^= 1;
    Files.write(file, rotten);
    SYSADMIN.post(BackupCalls.BACKUPS + "/prove");
    JsonObject unfit = SEEN.awaitRaised("BACKUP_NOT_PROVED");
    assertThat(unfit.getString("subject")).isEqualTo(file.getFileName().toString());
    assertThat(unfit.getString("severity")).isEqualTo("CRITICAL");
    Files.write(file, whole);
    good(SYSADMIN.post(BackupCalls.BACKUPS + "/prove"));
    SEEN.awaitNone("BACKUP_NOT_PROVED");
    BACKUPS.deleteSchedule(schedule);
  }

  private static List<String> mailsAbout(String about) {
    return mail.subjects().stream().filter(subject -> subject.contains(about)).toList();
  }

  private static void awaitMetric(String line) {
    await()
        .atMost(SOON)
        .until(() -> scrape("Bearer " + TOKEN, METRICS).body().lines().anyMatch(line::equals));
  }

  private static Answer scrape(String authorization, String path) {
    return SERVER
        .rest()
        .send(SERVER.rest().request(path).header("Authorization", authorization).GET());
  }

  private static HttpResponse<String> put(String path, JsonObjectBuilder body, String... headers) {
    return SYSADMIN.sendJson("PUT", path, body.build().toString(), headers);
  }

  private static JsonObjectBuilder settings() {
    return Json.createObjectBuilder()
        .add("intervalSeconds", 1)
        .add("certificateDays", 30)
        .add("diskPercent", 99)
        .add("backupHours", 48)
        .add("freeSessions", 2)
        .add("receivers", Json.createArrayBuilder().add("vault@example.com"));
  }

  private static JsonObjectBuilder startTls() {
    return server(mail.startTlsPort()).add("security", "STARTTLS").add("user", MailServer.USER);
  }

  private static JsonObjectBuilder server(int port) {
    return Json.createObjectBuilder()
        .add("host", "localhost")
        .add("port", port)
        .add("security", "TLS")
        .add("sender", "holdfast@example.com")
        .add("authority", mail.authority());
  }
}

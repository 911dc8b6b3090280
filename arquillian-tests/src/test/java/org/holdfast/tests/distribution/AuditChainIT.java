package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.json;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The audit trail proves itself (B11): whatever a database administrator does to it past the vault
 * is named; what is purged leaves a tombstone; what is forwarded arrives (S34). The steps build on
 * each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditChainIT {

  private static final String RECORDS = "vault.audit_record";
  private static final String SEALS = "vault.audit_seal";
  private static final String SYSLOG = "/api/v1/system/syslog";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final TrialServer SERVER =
      TrialServer.fresh("audit-chain").with("HOLDFAST_AUDIT_KEEP_DAYS", "0");
  private static final VaultDatabase DATABASE = new VaultDatabase(SERVER);
  private static final RestClient SYSADMIN = new RestClient(SERVER::rest, SERVER::sysadmin);
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final RestClient AUDITOR = new RestClient(SERVER::rest, SERVER::auditor);
  private static final AuditCalls AUDIT = new AuditCalls(AUDITOR);
  private static final SyslogPeer PLAIN = SyslogPeer.plain();
  private static @Nullable SyslogPeer secured;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    PLAIN.close();
    if (secured != null) {
      secured.close();
    }
  }

  @Test
  @Order(1)
  void trail_isSealed_andTheHsmVouchesForIt() {
    operate(3);
    awaitCheckpointAtTheEnd();

    JsonObject verified = AUDIT.verify();

    assertThat(verified.getString("state")).as(verified.toString()).isEqualTo("PASSED");
    JsonObject report = verified.getJsonObject("report");
    assertThat(report.getJsonNumber("rows").longValue()).isGreaterThanOrEqualTo(8);
    assertThat(report.getJsonArray("checkpoints").toString())
        .contains("Holdfast HSM Root Key", "MATCHES")
        .doesNotContain("DIFFERS");
    JsonObject chain = report.getJsonArray("chains").getJsonObject(0);
    assertThat(chain.getJsonNumber("provedUpTo").longValue()).isPositive();
    assertThat(new AuditReader(SERVER).newest("VERIFY_AUDIT").get(0))
        .startsWith("auditor VERIFY_AUDIT SUCCEEDED");
  }

  @Test
  @Order(2)
  void verification_isForAuditAndSystemAdministrators_alone() {
    assertThat(new AuditCalls(SYSADMIN).verify().getString("state")).isEqualTo("PASSED");
    assertThat(AUDITOR.get(AuditCalls.VERIFY).statusCode()).isEqualTo(200);
    for (String path : List.of(AuditCalls.CHAIN, AuditCalls.EXPORT, AuditCalls.VERIFY)) {
      new AuditReader(SERVER)
          .assertRefused(
              "keyadmin",
              "ACCESS",
              "HF-4004",
              () -> assertThat(code(KEYADMIN.get(path))).isEqualTo("HF-4004"));
    }
    assertThat(code(SYSADMIN.get(AuditCalls.EXPORT))).isEqualTo("HF-4004");
    assertThat(code(SYSADMIN.post(AuditCalls.PURGE, purge("2020-01-01T00:00:00Z", "purge"))))
        .isEqualTo("HF-4004");
  }

  @Test
  @Order(3)
  void changedRow_isNamed() {
    long sequence = sealedSequence();
    tamper(RECORDS, "update vault.audit_record set actor = 'nobody' where " + is(sequence));

    assertThat(broken()).containsExactly("CHANGED " + sequence);
    assertThat(AUDIT.chain().getJsonObject("finding").getString("code")).isEqualTo("HF-7101");
    assertThat(new AuditReader(SERVER).newest("VERIFY_AUDIT").get(0))
        .contains("HF-7101", "changed", "sequence " + sequence);

    tamper(RECORDS, "update vault.audit_record set actor = 'keyadmin' where " + is(sequence));
    assertWhole();
    assertThat(AUDIT.chain().isNull("finding")).isTrue();
  }

  @Test
  @Order(4)
  void removedRow_isNamed() {
    long sequence = sealedSequence();
    DATABASE.run("create table public.kept as select * from " + RECORDS + " where " + is(sequence));
    tamper(RECORDS, "delete from vault.audit_record where " + is(sequence));

    assertThat(broken()).containsExactly("MISSING " + sequence);

    DATABASE.run("insert into vault.audit_record select * from public.kept");
    DATABASE.run("drop table public.kept");
    assertWhole();
  }

  @Test
  @Order(5)
  void addedRow_isNamed() {
    DATABASE.run(copyOfARow("-1", "interval '1 hour'"));
    // A number that was never given out must not lead the sealer past those that will be.
    DATABASE.run(copyOfARow("9000000000000", "interval '1 hour'"));
    operate(1);

    assertThat(broken()).containsExactly("NOT_SEALED -1", "NOT_SEALED 9000000000000");

    tamper(RECORDS, "delete from vault.audit_record where sequence in (-1, 9000000000000)");
    assertWhole();
  }

  @Test
  @Order(6)
  void changedSegment_isNamed_andSoIsARemovedOne() {
    DATABASE.run("create table public.kept as select * from " + SEALS + " where position = 2");
    tamper(
        SEALS,
        "update vault.audit_seal set made_at = made_at - interval '1 day' where position = 2");
    assertThat(broken()).containsExactly("CHAIN_BROKEN at 2");

    tamper(SEALS, "delete from vault.audit_seal where position = 2");
    assertThat(broken()).contains("CHAIN_BROKEN at 3");

    DATABASE.run("insert into vault.audit_seal select * from public.kept");
    DATABASE.run("drop table public.kept");
    assertWhole();
  }

  @Test
  @Order(7)
  void checkpointThatTheHsmDidNotMake_isNamed() {
    String newest = "(select max(position) from vault.audit_checkpoint)";
    String position = DATABASE.texts("select max(position) from vault.audit_checkpoint").get(0);
    DATABASE.run(
        "create table public.kept as select * from vault.audit_checkpoint where position = "
            + newest);
    tamper(
        "vault.audit_checkpoint",
        "update vault.audit_checkpoint set made_at = made_at - interval '1 s' where position = "
            + position);

    assertThat(broken()).contains("CHECKPOINT_WRONG at " + position);

    tamper(
        "vault.audit_checkpoint",
        "delete from vault.audit_checkpoint where position = " + position);
    DATABASE.run("insert into vault.audit_checkpoint select * from public.kept");
    DATABASE.run("drop table public.kept");
    assertWhole();
  }

  @Test
  @Order(8)
  void export_hasEveryRow_withItsSegment_andNoFormula() {
    KEYADMIN.get("/api/v1/objects?name==cmd");
    String all = AUDITOR.get(AuditCalls.EXPORT + "?format=json").body();
    String csv = AUDITOR.get(AuditCalls.EXPORT + "?format=csv&operation=POST_INSTALL").body();

    List<String> lines = all.lines().toList();
    assertThat(lines.size())
        .isGreaterThanOrEqualTo(
            Integer.parseInt(DATABASE.texts("select count(*) from vault.audit_record").get(0)) - 2);
    assertThat(lines.get(0)).contains("\"sequence\":1,", "\"position\":1,", "\"digest\":\"");
    assertThat(csv.lines().findFirst().orElse(""))
        .isEqualTo(
            "node,sequence,at,user,operation,outcome,subject,code,detail,chain,position,digest");
    assertThat(csv.lines().skip(1)).hasSize(2).allMatch(line -> line.contains("POST_INSTALL"));
    assertThat(new AuditReader(SERVER).newest("EXPORT_AUDIT").get(0))
        .isEqualTo("auditor EXPORT_AUDIT SUCCEEDED CSV, operation POST_INSTALL");
    assertThat(code(AUDITOR.get(AuditCalls.EXPORT + "?format=xml"))).isEqualTo("HF-1003");
    String subject =
        Json.createReader(new StringReader(lines.get(0))).readObject().getString("subject");
    assertThat(Answers.items(AUDITOR.get("/api/v1/audit?subject=" + subject)))
        .hasSize(2)
        .allMatch(row -> row.getString("subject").equals(subject));
  }

  @Test
  @Order(9)
  void syslog_byTcp_losesNothing_whileTheReceiverIsAway() {
    JsonObject receiver = good(save(receiver("127.0.0.1", PLAIN.port(), "TCP", null)));
    String id = receiver.getJsonArray("receivers").getJsonObject(0).getString("id");
    assertThat(SYSADMIN.post(SYSLOG + "/" + id + "/test").statusCode()).isEqualTo(204);
    await()
        .atMost(PATIENCE)
        .until(() -> PLAIN.messages().stream().anyMatch(text -> text.contains(" TEST ")));
    operate(2);
    awaitForwarded(PLAIN);

    PLAIN.stop();
    operate(5);
    awaitFailure("HF-7108");
    assertThat(code(SYSADMIN.post(SYSLOG + "/" + id + "/test"))).isEqualTo("HF-7108");
    PLAIN.start();

    awaitForwarded(PLAIN);
    assertThat(PLAIN.faults()).isEmpty();
    assertThat(PLAIN.messages())
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith("<110>1 ")
                    .contains(" holdfast ", " AUDIT [holdfast@32473 ", "CREATE_OBJECT"));
  }

  @Test
  @Order(10)
  void syslog_byTls_trustsNobodyElse() throws GeneralSecurityException {
    Certificates.Chain chain = Certificates.chain("CN=localhost", "CN=Receiver authority");
    Certificates.Chain other = Certificates.chain("CN=localhost", "CN=Another authority");
    secured = SyslogPeer.tls(chain.pem(), chain.key());
    SyslogPeer peer = secured;
    String wrong = id(save(receiver("localhost", peer.port(), "TLS", authority(other))));
    assertThat(code(SYSADMIN.post(SYSLOG + "/" + wrong + "/test"))).isEqualTo("HF-7109");
    String right = id(save(receiver("localhost", peer.port(), "TLS", authority(chain))));
    assertThat(right).isEqualTo(wrong);
    assertThat(SYSADMIN.post(SYSLOG + "/" + right + "/test").statusCode()).isEqualTo(204);
    // By that address the certificate is not the receiver's.
    String address = id(save(receiver("127.0.0.1", peer.port(), "TLS", authority(chain))));
    assertThat(code(SYSADMIN.post(SYSLOG + "/" + address + "/test"))).isEqualTo("HF-7109");
    HttpResponse<String> refused =
        save(receiver("localhost", peer.port(), "TLS", "no certificate"));
    assertThat(code(refused)).isEqualTo("HF-1003");
    assertThat(json(refused).getString("field")).isEqualTo("receivers[0].ca");

    save(receiver("localhost", peer.port(), "TLS", authority(chain)));
    operate(2);

    awaitForwarded(peer);
    assertThat(peer.faults()).isEmpty();
    assertThat(new AuditReader(SERVER).newest("CHANGE_SYSLOG").get(0))
        .contains("sysadmin", "localhost:" + peer.port() + " (TLS)");
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(11)
  void restart_goesOnWhereItWas() {
    SyslogPeer peer = Objects.requireNonNull(secured);
    peer.stop();
    operate(3);
    SERVER.stop();
    Instant stopped = Instant.now();
    SERVER.startPlainWithToken();
    await().atMost(PATIENCE).until(() -> SERVER.rest().get("/health/ready").status() == 200);
    assertVouchedForBefore(stopped);
    operate(1);

    assertWhole();
    peer.start();
    awaitForwarded(peer);
  }

  @Test
  @Order(12)
  void purge_leavesATombstone_andAWholeChain() {
    operate(1);
    awaitCheckpointAtTheEnd();
    String now = Instant.now().toString();
    assertThat(code(AUDITOR.post(AuditCalls.PURGE, purge("2999-01-01T00:00:00Z", "purge"))))
        .isEqualTo("HF-7105");
    assertThat(code(AUDITOR.post(AuditCalls.PURGE, purge(now, "yes")))).isEqualTo("HF-1003");
    assertThat(code(AUDITOR.post(AuditCalls.PURGE, purge("2020-01-01T00:00:00Z", "purge"))))
        .isEqualTo("HF-7106");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> DATABASE.run("delete from vault.audit_record where sequence = 1"))
        .havingCause()
        .withMessageContaining("takes new rows only");

    JsonObject purged = good(AUDITOR.post(AuditCalls.PURGE, purge(now, "purge")));

    assertThat(purged.getJsonNumber("rows").longValue()).isGreaterThan(10);
    assertThat(DATABASE.texts("select sequence from vault.audit_record where sequence = 1"))
        .isEmpty();
    JsonObject verified = AUDIT.verify();
    assertThat(verified.getString("state")).as(verified.toString()).isEqualTo("PASSED");
    JsonObject tombstone =
        verified.getJsonObject("report").getJsonArray("tombstones").getJsonObject(0);
    assertThat(tombstone.getString("result")).isEqualTo("MATCHES");
    assertThat(tombstone.getString("by")).isEqualTo("auditor");
    assertThat(tombstone.getJsonNumber("rows")).isEqualTo(purged.getJsonNumber("rows"));
    assertThat(new AuditReader(SERVER).newest("PURGE_AUDIT").get(0))
        .startsWith("auditor PURGE_AUDIT SUCCEEDED before");
    assertThat(SERVER.errors()).allMatch(line -> line.contains("HF011200"));
  }

  /** These stay in the chain for good: the last of all. */
  @Test
  @Order(13)
  void lateRow_andAnEndThatIsCutOff_areNamed_andNotPurged() {
    operate(1);
    AUDIT.verify();
    String node = AUDIT.chain().getString("node");
    DATABASE.run(
        "insert into node.audit_open values ('%1$s', '%1$s', -7, now(), false)".formatted(node));
    DATABASE.run(copyOfARow("-7", "interval '1 hour'"));
    await().atMost(PATIENCE).until(() -> broken().equals(List.of("INSERTED_LATE -7")));
    operate(1);
    AUDIT.verify();
    assertThat(code(AUDITOR.post(AuditCalls.PURGE, purge(Instant.now().toString(), "purge"))))
        .isEqualTo("HF-7107");

    long end = AUDIT.chain().getJsonNumber("position").longValue();
    tamper(
        SEALS,
        "delete from vault.audit_checkpoint where position = %1$d; delete from vault.audit_seal where position = %1$d"
            .formatted(end));
    operate(1);

    await().atMost(PATIENCE).until(() -> broken().contains("CHAIN_BROKEN at " + (end + 1)));
  }

  private static void assertWhole() {
    JsonObject verified = AUDIT.verify();
    assertThat(verified.getString("state")).as(verified.toString()).isEqualTo("PASSED");
  }

  /** The last key that was made before the server stopped: rows wait for seconds otherwise. */
  private static void assertVouchedForBefore(Instant stopped) {
    assertThat(
            DATABASE.texts(
                "select count(*) from vault.audit_checkpoint c where c.made_at < '"
                    + stopped
                    + "' and c.position >= (select s.position from vault.audit_seal s"
                    + " where (select max(sequence) from vault.audit_record"
                    + " where operation = 'CREATE_OBJECT') = any (s.sequences))"))
        .isNotEqualTo(List.of("0"));
  }

  private static List<String> broken() {
    JsonObject verified = AUDIT.verify();
    assertThat(verified.getString("state")).as(verified.toString()).isEqualTo("BROKEN");
    return AuditCalls.findings(verified);
  }

  /** Past the vault, as whoever owns the tables can. */
  private static void tamper(String table, String statement) {
    DATABASE.run(
        "begin; alter table %1$s disable trigger user; alter table vault.audit_checkpoint disable trigger user; %2$s; alter table vault.audit_checkpoint enable trigger user; alter table %1$s enable trigger user; commit"
            .formatted(table, statement));
  }

  /** One that the Key Administrator has left. */
  private static long sealedSequence() {
    return Long.parseLong(
        DATABASE
            .texts(
                "select min(r.sequence) from vault.audit_record r"
                    + " join vault.audit_seal s on r.sequence = any (s.sequences)"
                    + " where r.actor = 'keyadmin'")
            .get(0));
  }

  private static String is(long sequence) {
    return "sequence = " + sequence;
  }

  private static String copyOfARow(String sequence, String age) {
    return "insert into vault.audit_record select node_id, "
        + sequence
        + ", now() - "
        + age
        + ", actor, operation, outcome, subject, code, detail from vault.audit_record"
        + " where sequence = (select max(sequence) from vault.audit_record"
        + " where sequence < 9000000000000)";
  }

  private static void operate(int times) {
    for (int i = 0; i < times; i++) {
      HttpResponse<String> made =
          KEYADMIN.post(
              "/api/v1/objects",
              object(
                  "name",
                  "audited " + UUID.randomUUID(),
                  "type",
                  "SYMMETRIC_KEY",
                  "algorithm",
                  "AES"));
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
  }

  private static void awaitCheckpointAtTheEnd() {
    AUDIT.verify();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonObject chain = AUDIT.chain();
              return chain
                  .getJsonNumber("checkpointPosition")
                  .equals(chain.getJsonNumber("position"));
            });
  }

  /** Waits until all that was recorded so far has arrived. */
  private static void awaitForwarded(SyslogPeer peer) {
    Set<Long> made = new TreeSet<>();
    DATABASE
        .texts(
            "select sequence from vault.audit_record where operation = 'CREATE_OBJECT' and at >"
                + " (select min(changed_at) from node.syslog_receiver)")
        .forEach(sequence -> made.add(Long.valueOf(sequence)));
    assertThat(made).isNotEmpty();
    await().atMost(PATIENCE).until(() -> peer.sequences().containsAll(made));
  }

  private static void awaitFailure(String code) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonObject receiver =
                  good(SYSADMIN.get(SYSLOG)).getJsonArray("receivers").getJsonObject(0);
              return !receiver.isNull("error")
                  && receiver.getJsonObject("error").getString("code").equals(code);
            });
  }

  private static String id(HttpResponse<String> saved) {
    return good(saved).getJsonArray("receivers").getJsonObject(0).getString("id");
  }

  private static HttpResponse<String> save(JsonObject receiver) {
    return SYSADMIN.sendJson(
        "PUT",
        SYSLOG,
        Json.createObjectBuilder()
            .add("receivers", Json.createArrayBuilder().add(receiver))
            .build()
            .toString());
  }

  private static JsonObject receiver(String host, int port, String transport, @Nullable String ca) {
    var receiver =
        Json.createObjectBuilder().add("host", host).add("port", port).add("transport", transport);
    return ca == null ? receiver.build() : receiver.add("ca", ca).build();
  }

  /** Its own certificate comes first there. */
  private static String authority(Certificates.Chain chain) {
    return chain.pem().substring(chain.pem().indexOf("-----BEGIN", 10));
  }

  private static String purge(String before, String confirmation) {
    return object("before", before, "confirmation", confirmation);
  }
}

package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.bytes;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.JsonObject;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Endpoints enrol with key pairs of their own and call with their certificates. */
class EndpointsIT {

  private static final String ENDPOINTS = "/api/v1/endpoints";
  private static final String OBJECTS = "/api/v1/objects";
  private static final String ME = "/api/v1/me";

  private static final TrialServer SERVER = TrialServer.shared();
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final AuditReader AUDIT = new AuditReader(SERVER);

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @Test
  void certificate_namesTheEndpoint_andIsSignedByTheAuthority() throws Exception {
    EndpointClient endpoint = EndpointClient.enrolled(SERVER, KEYADMIN, "named");

    endpoint.certificate().verify(authority().getPublicKey());
    endpoint.certificate().checkValidity();
    assertThat(endpoint.certificate().getSubjectX500Principal().getName()).contains("CN=named");
    assertThat(endpoint.certificate().getBasicConstraints()).isEqualTo(-1);
    JsonObject me = good(endpoint.get(ME));
    assertThat(me.getString("name")).isEqualTo("endpoint:named");
    assertThat(me.getString("role")).isEqualTo("ENDPOINT");
    assertThat(me.getBoolean("unlimited")).isFalse();
    assertThat(me.getString("id")).isEqualTo(endpoint.id());
    JsonObject known = good(KEYADMIN.get(ENDPOINTS + "/" + endpoint.id()));
    assertThat(known.getString("state")).isEqualTo("ENROLLED");
    assertThat(new BigInteger(known.getJsonObject("certificate").getString("serial"), 16))
        .isEqualTo(endpoint.certificate().getSerialNumber());
  }

  @Test
  void token_isGoodOnce_andEachRefusalIsAudited() {
    String id = register("once");
    String token = EndpointClient.token(KEYADMIN, id);
    EndpointClient endpoint = EndpointClient.enrol(SERVER, id, token);

    AUDIT.assertRefused(
        "endpoint:once",
        "ENROL_ENDPOINT",
        "HF-4014",
        () -> assertThat(enrolmentCode(token, goodRequest())).isEqualTo("HF-4014"));
    AUDIT.assertRefused(
        "unknown",
        "ENROL_ENDPOINT",
        "HF-4014",
        () ->
            assertThat(enrolmentCode("A" + token.substring(1, 40) + "xyz", goodRequest()))
                .isEqualTo("HF-4014"));
    assertThat(endpoint.get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void newerToken_takesThePlaceOfTheFormer() {
    String id = register("newer");
    String former = EndpointClient.token(KEYADMIN, id);
    String newer = EndpointClient.token(KEYADMIN, id);

    assertThat(enrolmentCode(former, goodRequest())).isEqualTo("HF-4014");
    EndpointClient.enrol(SERVER, id, newer);
  }

  @Test
  void wrongRequest_leavesTheTokenGood() throws Exception {
    String id = register("wrong-request");
    String token = EndpointClient.token(KEYADMIN, id);
    KeyPair pair = EndpointClient.keyPair();
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPair weak = rsa.generateKeyPair();

    for (String wrong :
        new String[] {
          "no PEM at all",
          "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
          EndpointClient.request(pair, EndpointClient.keyPair(), "SHA256withECDSA"),
          EndpointClient.request(weak, weak, "SHA256withRSA")
        }) {
      AUDIT.assertRefused(
          "endpoint:wrong-request",
          "ENROL_ENDPOINT",
          "HF-4015",
          () -> assertThat(enrolmentCode(token, wrong)).isEqualTo("HF-4015"));
    }
    EndpointClient.enrol(SERVER, id, token);
  }

  @Test
  void newObjects_goToTheDefaultWallet_andCanBeReadAndChanged() {
    EndpointClient endpoint = EndpointClient.enrolled(SERVER, KEYADMIN, "writer");
    String wallet = id(KEYADMIN.post("/api/v1/wallets", object("name", "Writer's")));
    assertThat(
            KEYADMIN
                .sendMergePatch(ENDPOINTS + "/" + endpoint.id(), object("defaultWallet", wallet))
                .statusCode())
        .isEqualTo(200);
    grant(wallet, endpoint, "READ_AND_MODIFY");

    HttpResponse<String> made = store(endpoint, "writer's key");
    String id = id(made);

    assertThat(good(made).getJsonArray("wallets").getString(0)).isEqualTo(wallet);
    assertThat(good(made).getString("createdBy")).isEqualTo("endpoint:writer");
    assertThat(bytes(good(endpoint.get(OBJECTS + "/" + id + "/material")), "material"))
        .isEqualTo(new byte[] {1, 2, 3});
    assertThat(items(endpoint.get(OBJECTS))).extracting(o -> o.getString("id")).containsExactly(id);
    good(endpoint.send("POST", OBJECTS + "/" + id + "/rotate", "{\"material\":\"BAUG\"}"));
    assertThat(bytes(good(endpoint.get(OBJECTS + "/" + id + "/material")), "material"))
        .isEqualTo(new byte[] {4, 5, 6});
    assertThat(items(KEYADMIN.get("/api/v1/wallets/" + wallet + "/objects"))).hasSize(1);
    assertThat(good(endpoint.get(ME)).getString("defaultWallet")).isEqualTo(wallet);
  }

  @Test
  void suspendResumeRevokeDelete_countFromTheNextRequestOnTheSameConnection() {
    EndpointClient endpoint = EndpointClient.enrolled(SERVER, KEYADMIN, "turned");
    String address = ENDPOINTS + "/" + endpoint.id();
    HttpResponse<String> first = endpoint.get(ME);
    assertThat(first.statusCode()).isEqualTo(200);

    good(KEYADMIN.post(address + "/suspend"));
    AUDIT.assertRefused(
        "endpoint:turned", "SIGN_IN", "HF-4011", () -> assertRefused(endpoint, 403, "HF-4011"));
    assertThat(code(KEYADMIN.post(address + "/suspend"))).isEqualTo("HF-4012");
    String meanwhile = EndpointClient.token(KEYADMIN, endpoint.id());
    assertThat(enrolmentCode(meanwhile, goodRequest())).isEqualTo("HF-4011");

    good(KEYADMIN.post(address + "/resume"));
    HttpResponse<String> resumed = endpoint.get(ME);
    assertThat(resumed.statusCode()).isEqualTo(200);
    assertThat(connection(resumed)).isEqualTo(connection(first));

    good(KEYADMIN.post(address + "/revoke"));
    assertRefused(endpoint, 401, "HF-4013");
    assertThat(enrolmentCode(meanwhile, goodRequest())).isEqualTo("HF-4014");

    EndpointClient again =
        EndpointClient.enrol(SERVER, endpoint.id(), EndpointClient.token(KEYADMIN, endpoint.id()));
    assertThat(again.get(ME).statusCode()).isEqualTo(200);
    assertRefused(endpoint, 401, "HF-4013");

    assertThat(KEYADMIN.delete(address).statusCode()).isEqualTo(204);
    AUDIT.assertRefused(
        "endpoint:turned", "SIGN_IN", "HF-4013", () -> assertRefused(again, 401, "HF-4013"));
    assertThat(code(KEYADMIN.get(address))).isEqualTo("HF-4009");
  }

  @Test
  void enrollingAgain_replacesTheCertificate() throws Exception {
    EndpointClient former = EndpointClient.enrolled(SERVER, KEYADMIN, "again");
    EndpointClient now =
        EndpointClient.enrol(SERVER, former.id(), EndpointClient.token(KEYADMIN, former.id()));

    assertThat(now.get(ME).statusCode()).isEqualTo(200);
    assertRefused(former, 401, "HF-4013");
    assertThat(revocationList().getRevokedCertificate(former.certificate())).isNotNull();
    assertThat(revocationList().getRevokedCertificate(now.certificate())).isNull();
    assertThat(items(KEYADMIN.get(ENDPOINTS + "/" + now.id() + "/certificates"))).hasSize(2);
  }

  @Test
  void revocationList_holdsTheSerial_andIsSignedByTheAuthority() throws Exception {
    EndpointClient endpoint = EndpointClient.enrolled(SERVER, KEYADMIN, "listed");
    assertThat(revocationList().getRevokedCertificate(endpoint.certificate())).isNull();

    good(KEYADMIN.post(ENDPOINTS + "/" + endpoint.id() + "/revoke"));

    X509CRL list = revocationList();
    list.verify(authority().getPublicKey());
    assertThat(list.getIssuerX500Principal()).isEqualTo(authority().getSubjectX500Principal());
    assertThat(list.getRevokedCertificate(endpoint.certificate().getSerialNumber())).isNotNull();
    assertThat(list.getNextUpdate().toInstant()).isAfter(Instant.now());
  }

  @Test
  void foreignCertificate_isNotKnown() throws Exception {
    KeyPair pair = EndpointClient.keyPair();
    for (String issuer :
        new String[] {"CN=elsewhere", authority().getSubjectX500Principal().getName()}) {
      EndpointClient stranger =
          EndpointClient.with(
              SERVER, pair, Certificates.certificate("CN=named", issuer, pair, pair));
      AUDIT.assertRefused(
          "unknown", "SIGN_IN", "HF-4013", () -> assertRefused(stranger, 401, "HF-4013"));
    }
  }

  @Test
  void endpoints_administerNothing_andEachRefusalIsAudited() {
    EndpointClient endpoint = EndpointClient.enrolled(SERVER, KEYADMIN, "meek");

    for (String path :
        new String[] {
          ENDPOINTS, "/api/v1/groups", "/api/v1/audit", "/api/v1/hsm", "/api/v1/users"
        }) {
      AUDIT.assertRefused(
          "endpoint:meek",
          "ACCESS",
          "HF-4004",
          () -> assertThat(code(endpoint.get(path))).isEqualTo("HF-4004"));
    }
    AUDIT.assertRefused(
        "endpoint:meek",
        "CREATE_WALLET",
        "HF-4004",
        () ->
            assertThat(code(endpoint.send("POST", "/api/v1/wallets", object("name", "mine"))))
                .isEqualTo("HF-4004"));
  }

  private static void assertRefused(EndpointClient endpoint, int status, String code) {
    HttpResponse<String> answer = endpoint.get(ME);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(code(answer)).isEqualTo(code);
  }

  /** Identifies the TLS connection that an answer came over. */
  private static byte[] connection(HttpResponse<String> answer) {
    return answer.sslSession().map(SSLSession::getId).orElseThrow();
  }

  private static HttpResponse<String> store(EndpointClient endpoint, String name) {
    return endpoint.send(
        "POST",
        OBJECTS,
        object("name", name, "type", "SECRET_DATA", "material", base64(new byte[] {1, 2, 3})));
  }

  private static void grant(String wallet, EndpointClient endpoint, String level) {
    HttpResponse<String> granted =
        KEYADMIN.sendJson(
            "PUT",
            "/api/v1/wallets/" + wallet + "/grants/endpoint/" + endpoint.id(),
            object("level", level));
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(204);
  }

  private static String register(String name) {
    return id(KEYADMIN.post(ENDPOINTS, object("name", name)));
  }

  private static String goodRequest() {
    return EndpointClient.request(EndpointClient.keyPair());
  }

  private static String enrolmentCode(String token, String request) {
    return code(EndpointClient.sendRequest(SERVER, token, request));
  }

  private static X509Certificate authority() {
    return EndpointClient.certificate(SERVER.rest().get("/api/v1/authority/certificate").body());
  }

  private static X509CRL revocationList() throws Exception {
    try (InputStream list = SERVER.rest().download("/api/v1/authority/revocation-list")) {
      return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(list);
    }
  }
}

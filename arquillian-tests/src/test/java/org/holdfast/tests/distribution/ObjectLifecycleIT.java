package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.bytes;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.etag;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;
import static org.holdfast.tests.distribution.ObjectCalls.at;
import static org.holdfast.tests.distribution.ObjectCalls.list;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.KeyGenerator;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Security objects of every type from the outside, from their making to their end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObjectLifecycleIT {

  private static final String OBJECTS = "/api/v1/objects";
  private static final String HELLO = base64("hello");
  private static final String WRAPS = "\"usage\":[\"WRAP_KEY\",\"UNWRAP_KEY\"]";
  private static final Duration UPKEEP = Duration.ofSeconds(60);
  private static final int MANY = 250;
  private static final int BULK = 100;

  private static final TrialServer SERVER = TrialServer.shared();
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final ObjectCalls CALLS = new ObjectCalls(KEYADMIN);
  private static final AuditReader AUDIT = new AuditReader(SERVER);

  private static String soonActive = "";
  private static String soonEnded = "";

  /** What takes its time is set going first, and looked at last. */
  @BeforeAll
  static void start() {
    SERVER.start();
    Instant soon = Instant.now().plusSeconds(5);
    soonActive = CALLS.make("soon active", "AES", "\"activationDate\":\"" + soon + "\"");
    soonEnded = CALLS.make("soon ended", "AES", "\"deactivationDate\":\"" + soon + "\"");
    CALLS.make(
        "ends in five days",
        "AES",
        "\"deactivationDate\":\"" + Instant.now().plus(5, ChronoUnit.DAYS) + "\"");
    assertThat(good(KEYADMIN.get(at(soonActive))).getString("state")).isEqualTo("PRE_ACTIVE");
  }

  @ParameterizedTest
  @CsvSource({"AES,256,128", "AES,256,192", "CHACHA20,256,256", "HMAC_SHA512,512,512"})
  @Order(1)
  void symmetricKeys_areMadeInUsualAndOtherLengths(String algorithm, int usual, int other) {
    JsonObject made =
        good(KEYADMIN.get(at(CALLS.make("usual " + algorithm + other, algorithm, ""))));
    assertThat(made.getInt("bits")).isEqualTo(usual);
    String id = CALLS.make("other " + algorithm + other, algorithm, "\"bits\":" + other);
    assertThat(CALLS.material(id)).hasSize(other / 8);
    assertThat(CALLS.material(made.getString("id"))).isNotEqualTo(CALLS.material(id));
  }

  @Test
  @Order(1)
  void broughtAlong_everyTypeComesBackAsItWas() throws Exception {
    byte[] large = new byte[1 << 20];
    new SecureRandom().nextBytes(large);
    byte[] tripleDes = KeyGenerator.getInstance("DESede").generateKey().getEncoded();
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    List<KeyPair> pairs =
        List.of(
            rsa.generateKeyPair(),
            EndpointClient.keyPair(),
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    byte[] aes = KeyGenerator.getInstance("AES").generateKey().getEncoded();

    assertKept("kept AES", "SYMMETRIC_KEY", "AES", aes);
    assertKept("kept 3DES", "SYMMETRIC_KEY", "TRIPLE_DES", tripleDes);
    assertKept("kept secret", "SECRET_DATA", "", large);
    assertKept("kept opaque", "OPAQUE_OBJECT", "", large);
    for (KeyPair pair : pairs) {
      String name = "kept " + pair.getPrivate().getAlgorithm();
      assertKept(name, "PRIVATE_KEY", "", complete(pair));
      assertKept(name + ".pub", "PUBLIC_KEY", "", pair.getPublic().getEncoded());
    }
  }

  @Test
  @Order(1)
  void certificateChain_comesBackAsPem_withItsFacts() throws Exception {
    Certificates.Chain chain = Certificates.chain("CN=orders.example", "CN=root.example");
    HttpResponse<String> made =
        KEYADMIN.post(OBJECTS, object("name", "chain", "type", "CERTIFICATE", "pem", chain.pem()));

    JsonObject certificate = good(made).getJsonObject("certificate");
    assertThat(certificate.toString()).contains("orders.example", "root.example");
    assertThat(Instant.parse(good(made).getString("expires"))).isEqualTo(chain.notAfter());
    assertThat(CALLS.pem(id(made))).isEqualToIgnoringNewLines(chain.pem());
    assertThat(code(KEYADMIN.post(at(id(made)) + "/sign", object("data", HELLO))))
        .isEqualTo("HF-3010");
    String signature = chain.sign("hello");
    assertThat(
            good(KEYADMIN.post(
                    at(id(made)) + "/verify", object("data", HELLO, "signature", signature)))
                .getBoolean("valid"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"RSA,3072", "RSA,2048", "EC,256", "EC,384", "EC,521", "ED25519,256"})
  @Order(2)
  void keyPairs_signAndVerify_andAreLinked(String algorithm, int bits) {
    String name = algorithm + " " + bits;
    JsonObject pair = CALLS.pair(name, algorithm, "\"bits\":" + bits);
    String signer = pair.getJsonObject("privateKey").getString("id");
    String verifier = pair.getJsonObject("publicKey").getString("id");

    String signature =
        good(KEYADMIN.post(at(signer) + "/sign", object("data", HELLO))).getString("signature");

    assertThat(CALLS.isValid(verifier, HELLO, signature)).isTrue();
    assertThat(CALLS.isValid(verifier, base64("hallo"), signature)).isFalse();
    assertThat(CALLS.isValid(verifier, HELLO, base64("nonsense"))).isFalse();
    assertThat(pair.getJsonObject("privateKey").getInt("bits")).isEqualTo(bits);
    assertThat(pair.getJsonObject("privateKey").getJsonObject("links").getString("PUBLIC_KEY"))
        .isEqualTo(verifier);
    assertThat(pair.getJsonObject("publicKey").getJsonObject("links").getString("PRIVATE_KEY"))
        .isEqualTo(signer);
    assertThat(code(KEYADMIN.post(at(verifier) + "/sign", object("data", HELLO))))
        .isEqualTo("HF-3010");
  }

  @ParameterizedTest
  @CsvSource({"AES,AES_GCM", "AES,AES_CBC_PKCS7", "CHACHA20,CHACHA20_POLY1305"})
  @Order(2)
  void whatAnOlderVersionEncrypted_isDecryptedAfterRotation(String algorithm, String scheme) {
    String id = CALLS.make("rotated " + scheme, algorithm, "");
    JsonObject encrypted =
        good(KEYADMIN.post(at(id) + "/encrypt", object("plaintext", HELLO, "scheme", scheme)));
    byte[] first = CALLS.material(id);
    good(KEYADMIN.post(at(id) + "/rotate"));
    String question =
        Json.createObjectBuilder()
            .add("ciphertext", encrypted.getString("ciphertext"))
            .add("iv", encrypted.getString("iv"))
            .add("scheme", scheme)
            .add("version", 1)
            .build()
            .toString();

    JsonObject decrypted = good(KEYADMIN.post(at(id) + "/decrypt", question));

    assertThat(decrypted.getString("plaintext")).isEqualTo(HELLO);
    assertThat(CALLS.material(id)).isNotEqualTo(first);
    assertThat(bytes(good(KEYADMIN.get(at(id) + "/material?version=1")), "material"))
        .isEqualTo(first);
    assertThat(items(KEYADMIN.get(at(id) + "/versions")))
        .extracting(version -> version.getInt("version"))
        .containsExactly(2, 1);
    assertThat(
            good(KEYADMIN.post(at(id) + "/encrypt", object("plaintext", HELLO))).getInt("version"))
        .isEqualTo(2);
    if (scheme.equals("AES_GCM")) {
      assertThat(code(KEYADMIN.post(at(id) + "/decrypt", question.replace(":1}", ":2}"))))
          .isEqualTo("HF-3013");
    }
  }

  @Test
  @Order(2)
  void rsaPair_encryptsWithThePublicAndDecryptsWithThePrivateKey() {
    JsonObject pair = CALLS.pair("rsa for data", "RSA", "\"bits\":2048");
    JsonObject encrypted =
        good(
            KEYADMIN.post(
                at(pair.getJsonObject("publicKey").getString("id")) + "/encrypt",
                object("plaintext", HELLO)));

    assertThat(encrypted).doesNotContainKey("iv");
    String privateKey = at(pair.getJsonObject("privateKey").getString("id"));
    String question = object("ciphertext", encrypted.getString("ciphertext"));
    assertThat(good(KEYADMIN.post(privateKey + "/decrypt", question)).getString("plaintext"))
        .isEqualTo(HELLO);
  }

  @ParameterizedTest
  @CsvSource({"HMAC_SHA256", "HMAC_SHA384", "HMAC_SHA512"})
  @Order(2)
  void macs_areMadeAndVerified(String algorithm) {
    String id = CALLS.make("mac " + algorithm, algorithm, "");
    String mac = good(KEYADMIN.post(at(id) + "/mac", object("data", HELLO))).getString("mac");

    assertThat(CALLS.isMac(id, HELLO, mac)).isTrue();
    assertThat(CALLS.isMac(id, base64("hallo"), mac)).isFalse();
  }

  @Test
  @Order(2)
  void wrappedKey_isUnwrappedIntoANewObject() {
    String wrapper = CALLS.make("wrapper", "AES", WRAPS);
    String inner = CALLS.make("inner", "AES", "");
    JsonObject wrapped = good(KEYADMIN.post(at(wrapper) + "/wrap", object("object", inner)));

    HttpResponse<String> unwrapped =
        KEYADMIN.post(
            at(wrapper) + "/unwrap",
            """
            {"wrapped":"%s","object":{"name":"unwrapped","type":"SYMMETRIC_KEY","algorithm":"AES"}}
            """
                .formatted(wrapped.getString("wrapped")));

    assertThat(CALLS.material(id(unwrapped))).isEqualTo(CALLS.material(inner));
    assertThat(good(unwrapped).getJsonObject("links").getString("PARENT")).isEqualTo(wrapper);
  }

  @Test
  @Order(2)
  void nonExtractable_neverComesOut_butWorks() {
    String id = CALLS.make("inside", "AES", "\"extractable\":false");
    String wrapper = CALLS.make("inside's wrapper", "AES", WRAPS);
    JsonObject pair = CALLS.pair("inside pair", "EC", "\"extractable\":false");
    String signer = pair.getJsonObject("privateKey").getString("id");

    good(KEYADMIN.post(at(id) + "/encrypt", object("plaintext", HELLO)));
    good(KEYADMIN.post(at(signer) + "/sign", object("data", HELLO)));
    for (String inside : List.of(id, signer)) {
      assertThat(code(KEYADMIN.get(at(inside) + "/material"))).isEqualTo("HF-3011");
      assertThat(code(KEYADMIN.post(at(wrapper) + "/wrap", object("object", inside))))
          .isEqualTo("HF-3011");
      assertThat(code(KEYADMIN.post(OBJECTS + "/bulk-read", "{\"ids\":[\"" + inside + "\"]}")))
          .isEqualTo("HF-3011");
    }
    assertThat(CALLS.pem(signer)).contains("HF-3011");
    good(KEYADMIN.post(at(id) + "/rotate"));
    assertThat(code(KEYADMIN.get(at(id) + "/material?version=1"))).isEqualTo("HF-3011");
    String next = id(KEYADMIN.post(at(id) + "/rekey"));
    assertThat(code(KEYADMIN.get(at(next) + "/material"))).isEqualTo("HF-3011");
  }

  @Test
  @Order(3)
  void states_followEachOther_asTheyMay() {
    String id = CALLS.make("states", "AES", "\"activationDate\":\"2099-01-01T00:00:00Z\"");
    assertThat(code(KEYADMIN.post(at(id) + "/encrypt", object("plaintext", HELLO))))
        .isEqualTo("HF-3009");
    assertThat(CALLS.revoked(id, "CESSATION_OF_OPERATION")).isEqualTo("HF-3009");
    assertThat(good(KEYADMIN.post(at(id) + "/activate")).getString("state")).isEqualTo("ACTIVE");
    assertThat(code(KEYADMIN.post(at(id) + "/activate"))).isEqualTo("HF-3009");
    assertThat(code(KEYADMIN.delete(at(id)))).isEqualTo("HF-3009");
    JsonObject encrypted = good(KEYADMIN.post(at(id) + "/encrypt", object("plaintext", HELLO)));
    assertThat(CALLS.revoked(id, "SUPERSEDED")).isEqualTo("DEACTIVATED");
    assertThat(code(KEYADMIN.post(at(id) + "/encrypt", object("plaintext", HELLO))))
        .isEqualTo("HF-3009");
    assertThat(code(KEYADMIN.post(at(id) + "/rotate"))).isEqualTo("HF-3009");
    assertThat(code(KEYADMIN.post(at(id) + "/rekey"))).isEqualTo("HF-3009");
    String question =
        object("ciphertext", encrypted.getString("ciphertext"), "iv", encrypted.getString("iv"));
    assertThat(good(KEYADMIN.post(at(id) + "/decrypt", question)).getString("plaintext"))
        .isEqualTo(HELLO);
    assertThat(CALLS.revoked(id, "KEY_COMPROMISE")).isEqualTo("COMPROMISED");
    assertThat(CALLS.revoked(id, "SUPERSEDED")).isEqualTo("HF-3009");
    assertThat(good(KEYADMIN.delete(at(id))).getString("state")).isEqualTo("DESTROYED_COMPROMISED");

    for (String path : new String[] {"/activate", "/rotate", "/rekey"}) {
      assertThat(code(KEYADMIN.post(at(id) + path))).as(path).isIn("HF-3002", "HF-3009");
    }
    assertThat(code(KEYADMIN.delete(at(id)))).isEqualTo("HF-3002");
    assertThat(code(KEYADMIN.get(at(id) + "/material"))).isEqualTo("HF-3002");
    assertThat(code(KEYADMIN.post(at(id) + "/decrypt", question))).isIn("HF-3002", "HF-3009");
    assertThat(items(KEYADMIN.get(at(id) + "/history")))
        .extracting(change -> change.getString("state"))
        .containsExactly(
            "DESTROYED_COMPROMISED", "COMPROMISED", "DEACTIVATED", "ACTIVE", "PRE_ACTIVE");
    assertThat(good(KEYADMIN.get(at(CALLS.make("states", "AES", "")))).getInt("version"))
        .isEqualTo(1);
  }

  @Test
  @Order(3)
  void links_areSetSeenAndTakenAway() {
    String from = CALLS.make("link from", "AES", "");
    String to = CALLS.make("link to", "AES", "");
    JsonObject linked =
        good(KEYADMIN.sendJson("PUT", at(from) + "/links/PARENT", object("target", to)));
    assertThat(linked.getJsonObject("links").getString("PARENT")).isEqualTo(to);
    assertThat(good(KEYADMIN.get(at(to) + "/where-used")).getJsonArray("linked")).hasSize(1);
    good(KEYADMIN.delete(at(from) + "/links/PARENT"));
    assertThat(good(KEYADMIN.get(at(from))).getJsonObject("links")).isEmpty();
    assertThat(good(KEYADMIN.get(at(to) + "/where-used")).getJsonArray("linked")).isEmpty();
  }

  @Test
  @Order(3)
  void rekey_takesThePlace() {
    String former = CALLS.make("rekeyed", "AES", "\"attributes\":{\"team\":\"rekey\"}");
    String next = id(KEYADMIN.post(at(former) + "/rekey"));

    assertThat(next).isNotEqualTo(former);
    JsonObject now = good(KEYADMIN.get(at(next)));
    JsonObject before = good(KEYADMIN.get(at(former)));
    assertThat(now.getString("name")).isEqualTo("rekeyed");
    assertThat(now.getJsonObject("attributes").getString("team")).isEqualTo("rekey");
    assertThat(before.getString("name")).startsWith("rekeyed [");
    assertThat(now.getJsonObject("links").getString("PREVIOUS")).isEqualTo(former);
    assertThat(before.getJsonObject("links").getString("NEXT")).isEqualTo(next);
    assertThat(CALLS.material(next)).isNotEqualTo(CALLS.material(former));
  }

  @Test
  @Order(3)
  void idempotencyKey_makesOneObject_alsoAtTheSameTime() throws Exception {
    String wish = object("name", "at once", "type", "SYMMETRIC_KEY", "algorithm", "AES");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Set<String> ids = new HashSet<>();
    try {
      List<Future<HttpResponse<String>>> calls =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              KEYADMIN.sendJson(
                                  "POST", OBJECTS, wish, "Idempotency-Key", "at-once")))
              .toList();
      for (Future<HttpResponse<String>> call : calls) {
        ids.add(id(call.get()));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ids).hasSize(1);
    assertThat(
            code(
                KEYADMIN.sendJson(
                    "POST",
                    OBJECTS,
                    wish.replace("at once", "another"),
                    "Idempotency-Key",
                    "at-once")))
        .isEqualTo("HF-3015");
  }

  @Test
  @Order(3)
  void etag_changesWithTheObject_andGuardsIt() {
    String id = CALLS.make("guarded", "AES", "");
    String first = etag(KEYADMIN.get(at(id)));
    assertThat(CALLS.ifNoneMatch(id, first)).isEqualTo(304);
    good(KEYADMIN.sendJson("PATCH", at(id), object("description", "1"), "If-Match", first));
    assertThat(CALLS.ifNoneMatch(id, first)).isEqualTo(200);
    for (String path : new String[] {"/rotate", "/rekey", "/activate"}) {
      HttpResponse<String> stale =
          KEYADMIN.send("POST", at(id) + path, BodyPublishers.noBody(), "If-Match", first);
      assertThat(stale.statusCode()).as(path).isEqualTo(412);
    }
    assertThat(
            KEYADMIN
                .send("DELETE", at(id), BodyPublishers.noBody(), "If-Match", first)
                .statusCode())
        .isEqualTo(412);
    String second = etag(KEYADMIN.get(at(id)));
    good(KEYADMIN.send("POST", at(id) + "/rotate", BodyPublishers.noBody(), "If-Match", second));
    assertThat(etag(KEYADMIN.get(at(id)))).isNotEqualTo(second);
  }

  @Test
  @Order(4)
  void manyObjects_bulkMadeBulkRead_pagedByCursorWithoutDoubles() {
    List<String> made = new ArrayList<>();
    for (int from = 0; from < MANY; from += BULK) {
      JsonArrayBuilder wanted = Json.createArrayBuilder();
      IntStream.range(from, Math.min(from + BULK, MANY))
          .forEach(
              i ->
                  wanted.add(
                      Json.createObjectBuilder()
                          .add("name", "many-" + i)
                          .add("type", "SYMMETRIC_KEY")
                          .add("algorithm", "AES")
                          .add("attributes", Json.createObjectBuilder().add("lot", "" + i % 2))));
      items(KEYADMIN.post(OBJECTS + "/bulk", list("items", wanted)))
          .forEach(item -> made.add(item.getString("id")));
    }

    assertThat(CALLS.paged("?name=many-&limit=40")).containsExactlyInAnyOrderElementsOf(made);
    assertThat(CALLS.paged("?attribute.lot=1&limit=100")).hasSize(MANY / 2).doesNotHaveDuplicates();
    JsonArrayBuilder ids = Json.createArrayBuilder();
    made.subList(0, BULK).forEach(ids::add);
    assertThat(items(KEYADMIN.post(OBJECTS + "/bulk-read", list("ids", ids))))
        .extracting(read -> read.getString("id"))
        .containsExactlyElementsOf(made.subList(0, BULK));
    JsonArrayBuilder tooMany = Json.createArrayBuilder();
    made.subList(0, BULK + 1).forEach(tooMany::add);
    assertThat(code(KEYADMIN.post(OBJECTS + "/bulk-read", list("ids", tooMany))))
        .isEqualTo("HF-1003");
  }

  @Test
  @Order(5)
  void dates_takeEffect_andAreRecordedAsTheVaultsOwnDoing() {
    await().atMost(UPKEEP).until(() -> CALLS.state(soonActive).equals("ACTIVE"));
    await().atMost(UPKEEP).until(() -> CALLS.state(soonEnded).equals("DEACTIVATED"));
    good(KEYADMIN.post(at(soonActive) + "/encrypt", object("plaintext", HELLO)));
    assertThat(code(KEYADMIN.post(at(soonEnded) + "/encrypt", object("plaintext", HELLO))))
        .isEqualTo("HF-3009");

    awaitRecord("ACTIVATE_OBJECT", "soon active");
    awaitRecord("DEACTIVATE_OBJECT", "soon ended");
    assertThat(items(KEYADMIN.get(at(soonActive) + "/history"))).hasSize(2);
  }

  @Test
  @Order(5)
  void whatEndsSoon_isWarnedOfOnce() {
    awaitRecord("EXPIRY_WARNING", "ends in five days");

    assertThat(AUDIT.newest("EXPIRY_WARNING"))
        .filteredOn(row -> row.contains("ends in five days"))
        .singleElement()
        .asString()
        .contains("within 7 days");
  }

  private static void awaitRecord(String operation, String detail) {
    await()
        .atMost(UPKEEP)
        .until(() -> AUDIT.newest(operation).stream().anyMatch(row -> row.contains(detail)));
  }

  /** PKCS#8 as the vault gives it out: with the public key where the standard has room for it. */
  private static byte[] complete(KeyPair pair) throws IOException {
    byte[] encoded = pair.getPrivate().getEncoded();
    if (!(pair.getPrivate() instanceof ECPrivateKey)) {
      return encoded;
    }
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
    ECPrivateKey key = (ECPrivateKey) pair.getPrivate();
    return new PrivateKeyInfo(
            info.getPrivateKeyAlgorithm(),
            new org.bouncycastle.asn1.sec.ECPrivateKey(
                key.getParams().getOrder().bitLength(),
                key.getS(),
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()).getPublicKeyData(),
                null))
        .getEncoded();
  }

  private static void assertKept(String name, String type, String algorithm, byte[] material) {
    List<String> wish = new ArrayList<>(List.of("name", name, "type", type));
    wish.addAll(List.of("material", base64(material)));
    if (!algorithm.isEmpty()) {
      wish.addAll(List.of("algorithm", algorithm));
    }
    String id = id(KEYADMIN.post(OBJECTS, object(wish.toArray(String[]::new))));
    assertThat(CALLS.material(id)).as(name).isEqualTo(material);
    assertThat(CALLS.state(id)).isEqualTo("ACTIVE");
  }
}

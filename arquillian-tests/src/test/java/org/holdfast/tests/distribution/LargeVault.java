package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;
import static org.holdfast.tests.distribution.ObjectCalls.at;
import static org.holdfast.tests.distribution.ObjectCalls.list;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.KeyGenerator;

/**
 * Objects of every kind, in every state, in virtual wallets, with all who have access to them; and
 * as many keys as make some ten thousand of them.
 */
final class LargeVault {

  /** How many objects there are at least. */
  static final int OBJECTS = 10_000;

  private static final String PATH = "/api/v1/objects";
  private static final String WALLETS = "/api/v1/wallets";
  private static final int BULK = 100;
  private static final int LARGEST = 1 << 20;
  static final String HELLO = base64("hello");

  private final RestClient keyadmin;
  private final RestClient sysadmin;
  private final ObjectCalls calls;

  private final Rest.User user = new Rest.User("dora", "a long password of hers");
  private final EndpointClient endpoint;
  private final String userId;
  private final String groupId;
  private final String wallet;
  private final String shared;
  private final String held;
  private final byte[] heldMaterial = random(32);
  private final String inside;
  private final String question;
  private final List<String> several = new ArrayList<>();

  /** Fills a vault in HSM mode that has nothing in it yet. */
  LargeVault(TrialServer server) throws GeneralSecurityException {
    keyadmin = new RestClient(server::rest, server::keyadmin);
    sysadmin = new RestClient(server::rest, server::sysadmin);
    calls = new ObjectCalls(keyadmin);
    userId = makeUser();
    endpoint = EndpointClient.enrolled(server, keyadmin, "shop");
    groupId = makeGroup();
    wallet = id(keyadmin.post(WALLETS, object("name", "Orders")));
    grant("user/" + userId, "READ_ONLY");
    grant("group/" + groupId, "READ_AND_MODIFY");
    shared = calls.make("shared", "AES", "\"wallets\":[\"" + wallet + "\"]");
    held = makeHeld();
    inside = calls.make("inside", "AES", "\"extractable\":false");
    question = encrypt();
    makePairs();
    bringAlong();
    makeVersionsAndStates();
    makeMany();
  }

  private String makeUser() {
    return id(
        sysadmin.post(
            "/api/v1/users",
            object("name", user.name(), "role", "USER", "password", user.password())));
  }

  private String makeGroup() {
    String group = id(keyadmin.post("/api/v1/groups", object("name", "shops")));
    String member = "/api/v1/groups/" + group + "/endpoints/" + endpoint.id();
    assertThat(keyadmin.send("PUT", member, BodyPublishers.noBody()).statusCode()).isEqualTo(204);
    return group;
  }

  private void grant(String grantee, String level) {
    grant(keyadmin, grantee, level);
  }

  private void grant(RestClient by, String grantee, String level) {
    HttpResponse<String> granted =
        by.sendJson("PUT", WALLETS + "/" + wallet + "/grants/" + grantee, object("level", level));
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(204);
  }

  private String makeHeld() {
    String payroll = id(keyadmin.post(WALLETS, object("name", "Payroll", "protection", "HSM")));
    return id(
        keyadmin.post(
            PATH,
            """
            {"name":"held","type":"SYMMETRIC_KEY","algorithm":"AES","material":"%s","wallets":["%s"]}
            """
                .formatted(base64(heldMaterial), payroll)));
  }

  private String encrypt() {
    JsonObject encrypted = good(keyadmin.post(at(inside) + "/encrypt", object("plaintext", HELLO)));
    return object("ciphertext", encrypted.getString("ciphertext"), "iv", encrypted.getString("iv"));
  }

  private void makePairs() {
    calls.pair("rsa", "RSA", "\"bits\":2048");
    calls.pair("ec", "EC", "\"bits\":256");
    calls.pair("ed", "ED25519", "\"bits\":256");
    calls.pair("ec inside", "EC", "\"bits\":384,\"extractable\":false");
  }

  private void bringAlong() throws GeneralSecurityException {
    byte[] tripleDes = KeyGenerator.getInstance("DESede").generateKey().getEncoded();
    keep("3des", "SYMMETRIC_KEY", tripleDes, "algorithm", "TRIPLE_DES");
    keep("secret", "SECRET_DATA", random(40));
    keep("large secret", "SECRET_DATA", random(LARGEST));
    keep("opaque", "OPAQUE_OBJECT", random(LARGEST));
    Certificates.Chain chain = Certificates.chain("CN=orders.example", "CN=root.example");
    id(keyadmin.post(PATH, object("name", "chain", "type", "CERTIFICATE", "pem", chain.pem())));
  }

  private void keep(String name, String type, byte[] material, String... more) {
    List<String> wish = new ArrayList<>(List.of("name", name, "type", type));
    wish.addAll(List.of("material", base64(material)));
    wish.addAll(List.of(more));
    id(keyadmin.post(PATH, object(wish.toArray(String[]::new))));
  }

  private void makeVersionsAndStates() {
    for (int i = 0; i < 5; i++) {
      String id = calls.make("several " + i, "AES", "\"attributes\":{\"team\":\"orders\"}");
      good(keyadmin.post(at(id) + "/rotate"));
      good(keyadmin.post(at(id) + "/rotate"));
      several.add(id);
    }
    calls.make("later", "AES", "\"activationDate\":\"2099-01-01T00:00:00Z\"");
    calls.revoked(calls.make("deactivated", "AES", ""), "SUPERSEDED");
    calls.revoked(calls.make("compromised", "AES", ""), "KEY_COMPROMISE");
    destroy("destroyed", "SUPERSEDED");
    destroy("destroyed, compromised", "KEY_COMPROMISE");
  }

  private void destroy(String name, String reason) {
    String id = calls.make(name, "AES", "");
    calls.revoked(id, reason);
    good(keyadmin.delete(at(id)));
  }

  private void makeMany() {
    for (int batch = 0; batch * BULK < OBJECTS; batch++) {
      String algorithm = batch == 1 ? "HMAC_SHA256" : batch == 2 ? "CHACHA20" : "AES";
      JsonArrayBuilder wanted = Json.createArrayBuilder();
      int first = batch * BULK;
      IntStream.range(first, first + BULK)
          .forEach(
              i ->
                  wanted.add(
                      Json.createObjectBuilder()
                          .add("name", "many-" + i)
                          .add("type", "SYMMETRIC_KEY")
                          .add("algorithm", algorithm)));
      assertThat(items(keyadmin.post(PATH + "/bulk", list("items", wanted)))).hasSize(BULK);
    }
  }

  /**
   * Checks what nobody reads off a list: what users and endpoints get, what the HSM holds, what
   * never comes out.
   *
   * @param where the vault is now
   * @param by Key Administrator of it
   */
  void assertUsable(TrialServer where, RestClient by) {
    ObjectCalls now = new ObjectCalls(by);
    assertThat(now.material(held)).isEqualTo(heldMaterial);
    assertThat(good(by.get(at(held))).getBoolean("heldByHsm")).isTrue();
    assertThat(good(by.post(at(inside) + "/decrypt", question)).getString("plaintext"))
        .isEqualTo(HELLO);
    assertThat(Answers.code(by.get(at(inside) + "/material"))).isEqualTo("HF-3011");
    for (String id : several) {
      assertThat(items(by.get(at(id) + "/versions"))).hasSizeGreaterThanOrEqualTo(3);
      assertThat(Answers.bytes(good(by.get(at(id) + "/material?version=1")), "material"))
          .hasSize(32);
    }
    String material = good(by.get(at(shared) + "/material")).getString("material");
    assertThat(good(endpoint.on(where).get(at(shared) + "/material")).getString("material"))
        .isEqualTo(material);
    RestClient dora = new RestClient(where::rest, () -> user);
    assertThat(good(dora.get(at(shared) + "/material")).getString("material")).isEqualTo(material);
  }

  /** Makes, changes, destroys, and grants otherwise. */
  void change(TrialServer where, RestClient by, String mark) {
    ObjectCalls now = new ObjectCalls(by);
    String fresh = now.make("fresh " + mark, "AES", "\"wallets\":[\"" + wallet + "\"]");
    String gone = now.make("gone " + mark, "AES", "");
    now.revoked(gone, "SUPERSEDED");
    good(by.delete(at(gone)));
    good(by.post(at(several.get(0)) + "/rotate"));
    good(
        by.sendMergePatch(
            at(several.get(1)),
            "{\"description\":\"%s\",\"attributes\":{\"mark\":\"%s\"}}".formatted(mark, mark)));
    now.revoked(now.make("revoked " + mark, "AES", ""), "KEY_COMPROMISE");
    String former = several.remove(several.size() - 1);
    now.revoked(former, "SUPERSEDED");
    good(by.delete(at(former)));
    String grants = WALLETS + "/" + wallet + "/grants/";
    assertThat(by.delete(grants + "user/" + userId).statusCode()).isEqualTo(204);
    grant(by, "user/" + userId, "READ_AND_MODIFY");
    RestClient dora = new RestClient(where::rest, () -> user);
    assertThat(dora.post(at(fresh) + "/rotate").statusCode()).isEqualTo(200);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}

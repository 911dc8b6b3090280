package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client does with security objects over REST, on the built distribution. */
class ObjectsRestIT {

  private static final String OBJECTS = "/api/v1/objects";
  private static final String KEY =
      """
      {"name":"%s","type":"SYMMETRIC_KEY","algorithm":"AES"}
      """;

  private static final TrialServer SERVER = TrialServer.shared();
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, () -> SERVER.keyadmin());

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @Test
  void lifeOfAKey_fromItsMakingToItsEnd() {
    HttpResponse<String> made = KEYADMIN.post(OBJECTS, KEY.formatted("life"));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = json(made).getString("id");
    String address = OBJECTS + "/" + id;
    assertThat(made.headers().firstValue("Location").orElse("")).endsWith(address);
    String tag = etag(made);

    HttpResponse<String> same =
        KEYADMIN.send("GET", address, BodyPublishers.noBody(), "If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);

    HttpResponse<String> changed =
        KEYADMIN.sendJson(
            "PATCH",
            address,
            "{\"description\":\"d\",\"attributes\":{\"a\":\"b\"}}",
            "If-Match",
            tag);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(json(changed).getString("description")).isEqualTo("d");
    HttpResponse<String> stale =
        KEYADMIN.sendJson("PATCH", address, "{\"description\":null}", "If-Match", tag);
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(json(stale).getString("code")).isEqualTo("HF-3014");
    HttpResponse<String> merged =
        KEYADMIN.sendMergePatch(address, "{\"description\":null,\"attributes\":null}");
    assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
    assertThat(json(merged)).doesNotContainKey("description");
    assertThat(json(merged).getJsonObject("attributes")).isEmpty();

    String first = json(KEYADMIN.get(address + "/material")).getString("material");
    assertThat(json(KEYADMIN.post(address + "/rotate")).getInt("version")).isEqualTo(2);
    assertThat(json(KEYADMIN.get(address + "/material?version=1")).getString("material"))
        .isEqualTo(first);
    assertThat(json(KEYADMIN.get(address + "/material")).getString("material")).isNotEqualTo(first);
    assertThat(items(KEYADMIN.get(address + "/versions"))).hasSize(2);

    assertThat(code(KEYADMIN.delete(address))).isEqualTo("HF-3009");
    assertThat(
            json(KEYADMIN.post(address + "/revoke", "{\"reason\":\"CESSATION_OF_OPERATION\"}"))
                .getString("state"))
        .isEqualTo("DEACTIVATED");
    assertThat(json(KEYADMIN.delete(address)).getString("state")).isEqualTo("DESTROYED");
    assertThat(code(KEYADMIN.get(address + "/material"))).isEqualTo("HF-3002");
    assertThat(items(KEYADMIN.get(address + "/history"))).hasSize(3);
  }

  @Test
  void idempotencyKey_makesOneObject() {
    HttpResponse<String> first =
        KEYADMIN.sendJson("POST", OBJECTS, KEY.formatted("once"), "Idempotency-Key", "k-1");
    HttpResponse<String> again =
        KEYADMIN.sendJson("POST", OBJECTS, KEY.formatted("once"), "Idempotency-Key", "k-1");
    HttpResponse<String> other =
        KEYADMIN.sendJson("POST", OBJECTS, KEY.formatted("twice"), "Idempotency-Key", "k-1");

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(json(again).getString("id")).isEqualTo(json(first).getString("id"));
    assertThat(code(other)).isEqualTo("HF-3015");
  }

  @Test
  void binaryBody_isTheMaterial() {
    byte[] material = new byte[1 << 20];
    material[7] = 7;

    HttpResponse<String> kept =
        KEYADMIN.send(
            "POST",
            OBJECTS + "?name=large&type=OPAQUE_OBJECT",
            BodyPublishers.ofByteArray(material),
            "Content-Type",
            "application/octet-stream");
    HttpResponse<String> tooLarge =
        KEYADMIN.send(
            "POST",
            OBJECTS + "?name=larger&type=OPAQUE_OBJECT",
            BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]),
            "Content-Type",
            "application/octet-stream");

    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    assertThat(json(kept).getInt("bits")).isEqualTo(8 << 20);
    assertThat(code(tooLarge)).isEqualTo("HF-1007");
  }

  @Test
  void bulk_isAllOrNothing() {
    String two = "{\"items\":[" + KEY.formatted("bulk-1") + "," + KEY.formatted("bulk-2") + "]}";
    HttpResponse<String> made = KEYADMIN.post(OBJECTS + "/bulk", two);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonArray items = items(made);
    String twice = "{\"items\":[" + KEY.formatted("bulk-3") + "," + KEY.formatted("bulk-1") + "]}";
    assertThat(code(KEYADMIN.post(OBJECTS + "/bulk", twice))).isEqualTo("HF-3003");
    assertThat(items(KEYADMIN.get(OBJECTS + "?exactName=bulk-3"))).isEmpty();

    String ids =
        Json.createObjectBuilder()
            .add(
                "ids",
                Json.createArrayBuilder()
                    .add(items.getJsonObject(1).getString("id"))
                    .add(items.getJsonObject(0).getString("id")))
            .build()
            .toString();
    JsonArray read = items(KEYADMIN.post(OBJECTS + "/bulk-read", ids));
    assertThat(read.getJsonObject(0).getString("id"))
        .isEqualTo(items.getJsonObject(1).getString("id"));
    assertThat(read.getJsonObject(0).getString("material")).hasSize(44);
  }

  @Test
  void list_byCursor_showsEachOnce() {
    for (int i = 0; i < 5; i++) {
      KEYADMIN.post(OBJECTS, KEY.formatted("page-" + i));
    }
    HttpResponse<String> page = KEYADMIN.get(OBJECTS + "?name=page-&limit=2");
    assertThat(json(page).getInt("total")).isEqualTo(5);
    Set<String> seen = new HashSet<>();
    int pages = 1;
    while (true) {
      for (JsonObject item : items(page).getValuesAs(JsonObject.class)) {
        assertThat(seen.add(item.getString("name"))).isTrue();
      }
      String next = json(page).getString("next", "");
      if (next.isEmpty()) {
        break;
      }
      pages++;
      page = KEYADMIN.get(OBJECTS + "?name=page-&limit=2&cursor=" + next);
    }
    assertThat(seen).hasSize(5);
    assertThat(pages).isEqualTo(3);
    assertThat(code(KEYADMIN.get(OBJECTS + "?cursor=x"))).isEqualTo("HF-1003");
    assertThat(items(KEYADMIN.get(OBJECTS + "?exactName=page-3"))).hasSize(1);
  }

  @Test
  void list_byAttribute_findsIt() {
    KEYADMIN.post(
        OBJECTS,
        """
        {"name":"tagged","type":"SYMMETRIC_KEY","algorithm":"AES","attributes":{"team":"orders"}}
        """);

    assertThat(items(KEYADMIN.get(OBJECTS + "?attribute.team=orders"))).hasSize(1);
    assertThat(items(KEYADMIN.get(OBJECTS + "?attribute.team=other"))).isEmpty();
    assertThat(code(KEYADMIN.get(OBJECTS + "?colour=red"))).isEqualTo("HF-1003");
  }

  @Test
  void keyPair_signsInTheVault_andComesOutAsPem() {
    JsonObject pair =
        json(
            KEYADMIN.post(
                OBJECTS + "/key-pairs",
                """
                {"privateName":"signer","publicName":"signer.pub","algorithm":"EC"}
                """));
    String signer = OBJECTS + "/" + pair.getJsonObject("privateKey").getString("id");
    String verifier = OBJECTS + "/" + pair.getJsonObject("publicKey").getString("id");
    String data = base64("hello");

    String signature =
        json(KEYADMIN.post(signer + "/sign", "{\"data\":\"" + data + "\"}")).getString("signature");
    String question = "{\"data\":\"%s\",\"signature\":\"%s\"}";
    assertThat(
            json(KEYADMIN.post(verifier + "/verify", question.formatted(data, signature)))
                .getBoolean("valid"))
        .isTrue();
    assertThat(
            json(KEYADMIN.post(
                    verifier + "/verify", question.formatted(base64("hallo"), signature)))
                .getBoolean("valid"))
        .isFalse();
    HttpResponse<String> pem =
        KEYADMIN.send(
            "GET",
            signer + "/material",
            BodyPublishers.noBody(),
            "Accept",
            "application/x-pem-file");
    assertThat(pem.body()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(pem.body()).endsWith("-----END PRIVATE KEY-----\n");
  }

  @Test
  void aesKey_encryptsAndDecrypts_whereItIsNotExtractable() {
    String id =
        json(KEYADMIN.post(
                OBJECTS,
                """
                {"name":"stays","type":"SYMMETRIC_KEY","algorithm":"AES","extractable":false}
                """))
            .getString("id");
    String key = OBJECTS + "/" + id;

    JsonObject encrypted =
        json(KEYADMIN.post(key + "/encrypt", "{\"plaintext\":\"" + base64("hello") + "\"}"));
    JsonObject question =
        Json.createObjectBuilder()
            .add("ciphertext", encrypted.getString("ciphertext"))
            .add("iv", encrypted.getString("iv"))
            .add("version", encrypted.getInt("version"))
            .build();
    assertThat(json(KEYADMIN.post(key + "/decrypt", question.toString())).getString("plaintext"))
        .isEqualTo(base64("hello"));
    assertThat(code(KEYADMIN.get(key + "/material"))).isEqualTo("HF-3011");
  }

  @Test
  void users_haveWhatIsGranted_andNoMore() {
    Rest.User dora = new Rest.User("dora", "a long password of hers");
    RestClient sysadmin = new RestClient(SERVER::rest, () -> SERVER.sysadmin());
    RestClient user = new RestClient(SERVER::rest, () -> dora);
    HttpResponse<String> made =
        sysadmin.post(
            "/api/v1/users",
            "{\"name\":\"dora\",\"role\":\"USER\",\"password\":\"%s\"}".formatted(dora.password()));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String wallet = json(KEYADMIN.post("/api/v1/wallets", "{\"name\":\"Orders\"}")).getString("id");
    String key = json(KEYADMIN.post(OBJECTS, KEY.formatted("shared"))).getString("id");
    String walletPath = "/api/v1/wallets/" + wallet;
    KEYADMIN.send("PUT", walletPath + "/objects/" + key, BodyPublishers.noBody());

    assertThat(code(user.get(OBJECTS + "/" + key))).isEqualTo("HF-3001");
    HttpResponse<String> granted =
        KEYADMIN.sendJson(
            "PUT",
            walletPath + "/grants/user/" + json(made).getString("id"),
            "{\"level\":\"READ_ONLY\"}");
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(204);

    assertThat(user.get(OBJECTS + "/" + key + "/material").statusCode()).isEqualTo(200);
    assertThat(code(user.post(OBJECTS + "/" + key + "/rotate"))).isEqualTo("HF-4008");
    JsonObject me = json(user.get("/api/v1/me"));
    assertThat(me.getString("role")).isEqualTo("USER");
    assertThat(me.getJsonArray("wallets").getJsonObject(0).getString("level"))
        .isEqualTo("READ_ONLY");
    assertThat(items(user.get(walletPath + "/objects"))).hasSize(1);
    JsonObject used = json(KEYADMIN.get(OBJECTS + "/" + key + "/where-used"));
    assertThat(used.getJsonArray("wallets")).hasSize(1);
    assertThat(used.getJsonArray("grants")).hasSize(1);
    assertThat(code(KEYADMIN.delete(walletPath))).isEqualTo("HF-3019");
  }

  @Test
  void endpoints_areRegisteredGroupedAndGivenATokenOnce() {
    HttpResponse<String> made =
        KEYADMIN.post("/api/v1/endpoints", "{\"name\":\"db-1\",\"description\":\"first\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String endpoint = "/api/v1/endpoints/" + json(made).getString("id");
    HttpResponse<String> changed =
        KEYADMIN.sendJson("PATCH", endpoint, "{\"description\":null}", "If-Match", etag(made));
    assertThat(json(changed).getString("description")).isEmpty();

    JsonObject token = json(KEYADMIN.post(endpoint + "/token", "{\"lifetimeMinutes\":5}"));
    assertThat(token.getString("token")).hasSizeGreaterThan(30);
    assertThat(token.getString("expires")).isNotEmpty();
    assertThat(code(KEYADMIN.post("/api/v1/enrol", "{\"token\":\"wrong\",\"request\":\"x\"}")))
        .isIn("HF-4014", "HF-4015");

    String group =
        "/api/v1/groups/"
            + json(KEYADMIN.post("/api/v1/groups", "{\"name\":\"all\"}")).getString("id");
    KEYADMIN.send(
        "PUT", group + "/endpoints/" + json(made).getString("id"), BodyPublishers.noBody());
    assertThat(items(KEYADMIN.get(group + "/endpoints"))).hasSize(1);
    assertThat(items(KEYADMIN.get(endpoint + "/groups"))).hasSize(1);
    assertThat(code(KEYADMIN.post(endpoint + "/resume"))).isEqualTo("HF-4012");
  }

  @Test
  void authority_isPublic() {
    Answer certificate = SERVER.rest().get("/api/v1/authority/certificate");
    assertThat(certificate.status()).as(certificate.body()).isEqualTo(200);
    assertThat(certificate.body()).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(SERVER.rest().get("/api/v1/authority/revocation-list").status()).isEqualTo(200);
    assertThat(SERVER.rest().get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void refusalsByRole_areAuditedOnce() {
    String path = "/api/v1/hsm/verify";
    assertThat(code(KEYADMIN.post(path))).isEqualTo("HF-4004");

    List<JsonObject> recorded =
        new Operations(SERVER)
            .audit("ACCESS").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("detail").contains("POST " + path))
                .toList();
    assertThat(recorded).hasSize(1);
    assertThat(recorded.get(0).getString("user")).isEqualTo(SERVER.keyadmin().name());
  }

  private static JsonObject json(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body()).json();
  }

  private static JsonArray items(HttpResponse<String> response) {
    JsonArray items = json(response).getJsonArray("items");
    assertThat(items).as(response.body()).isNotNull();
    return items;
  }

  private static String code(HttpResponse<String> response) {
    return json(response).getString("code", "none: " + response.body());
  }

  private static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

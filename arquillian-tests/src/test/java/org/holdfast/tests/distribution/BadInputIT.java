package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever nonsense comes in: the answer is a problem with a code and a cure and never the vault's
 * own fault, nothing is stored, and no stack trace is shown or logged.
 */
class BadInputIT {

  private static final String API = "/api/v1";
  private static final String OBJECTS = API + "/objects";
  private static final String NONE = "019aa5c0-7d4e-7000-8000-00000000ffff";
  private static final int HUGE = 10 << 20;
  private static final int ENDLESS = 20 << 20;

  private static final TrialServer SERVER = TrialServer.fresh("bad-input");
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final Map<String, String> PLACES = new HashMap<>();

  private List<Integer> before = List.of();

  /** A line of the table. */
  private record Wrong(String caller, String method, String path, String code, String body) {

    static Wrong parse(String line) {
      String[] parts = line.split(" ", 5);
      return new Wrong(parts[0], parts[1], parts[2], parts[3], parts.length < 5 ? "" : parts[4]);
    }
  }

  @BeforeAll
  static void start() {
    SERVER.start();
    PLACES.put(
        "{object}",
        id(
            KEYADMIN.post(
                OBJECTS,
                object("name", "an object", "type", "SYMMETRIC_KEY", "algorithm", "AES"))));
    JsonObject pair =
        good(
            KEYADMIN.post(
                OBJECTS + "/key-pairs",
                object("privateName", "a pair", "publicName", "its public", "algorithm", "RSA")));
    PLACES.put("{pair}", pair.getJsonObject("privateKey").getString("id"));
    PLACES.put(
        "{secret}",
        id(
            KEYADMIN.post(
                OBJECTS, object("name", "a secret", "type", "SECRET_DATA", "material", "AAEC"))));
    PLACES.put("{wallet}", id(KEYADMIN.post(API + "/wallets", object("name", "a wallet"))));
    PLACES.put("{endpoint}", id(KEYADMIN.post(API + "/endpoints", object("name", "an-endpoint"))));
    PLACES.put("{group}", id(KEYADMIN.post(API + "/groups", object("name", "a group"))));
    PLACES.put("{none}", NONE);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void count() {
    before = counts();
  }

  @AfterEach
  void nothingIsStoredOrLogged() {
    assertThat(counts()).isEqualTo(before);
    assertThat(SERVER.serverLog()).doesNotContain("\tat ");
    assertThat(SERVER.errors()).isEmpty();
  }

  @Test
  void eachWrongRequest_isAnsweredWithItsCode() throws IOException {
    SoftAssertions all = new SoftAssertions();
    for (Wrong wrong : table()) {
      HttpResponse<String> answer = send(wrong);
      all.assertThat(problem(answer)).as(wrong.toString()).isEqualTo(wrong.code());
    }
    all.assertAll();
  }

  @Test
  void hugeBodies_areTooLarge_withAndWithoutContentLength() {
    byte[] huge = new byte[HUGE];
    for (String path : new String[] {"/objects", "/objects/bulk", "/wallets", "/enrol"}) {
      assertThat(refusal("POST", path, BodyPublishers.ofByteArray(huge), "application/json"))
          .isEqualTo("HF-1007");
      assertThat(refusal("POST", path, unknownLength(huge), "application/json"))
          .isEqualTo("HF-1007");
    }
    String binary = "/objects?name=huge&type=OPAQUE_OBJECT";
    assertThat(
            refusal("POST", binary, BodyPublishers.ofByteArray(huge), "application/octet-stream"))
        .isEqualTo("HF-1007");
    assertThat(refusal("POST", binary, unknownLength(huge), "application/octet-stream"))
        .isEqualTo("HF-1007");
  }

  /** What was refused while it was sent is nothing to the next request of the same client. */
  @Test
  void afterHugeBodies_theNextRequestIsAnswered() {
    byte[] huge = new byte[HUGE / 2];
    for (int i = 0; i < 20; i++) {
      BodyPublisher body = i % 2 == 0 ? unknownLength(huge) : BodyPublishers.ofByteArray(huge);
      assertThat(refusal("POST", "/objects", body, "application/json")).isEqualTo("HF-1007");
      assertThat(refusal("POST", "/objects", BodyPublishers.ofString("{}"), "application/json"))
          .isEqualTo("HF-1002");
    }
  }

  /** Past what the server reads of a refused body, the connection ends, and with it all of it. */
  @Test
  void endlessBodies_endTheConnection_andTheNextRequestIsAnswered() {
    byte[] endless = new byte[ENDLESS];
    for (int i = 0; i < 2; i++) {
      try {
        assertThat(refusal("POST", "/objects", unknownLength(endless), "application/json"))
            .isEqualTo("HF-1007");
      } catch (UncheckedIOException e) {
        // The connection ended before the answer was read.
      }
      assertThat(refusal("POST", "/objects", BodyPublishers.ofString("{}"), "application/json"))
          .isEqualTo("HF-1002");
    }
  }

  @Test
  void bodiesOverTheLimitOfOneObject_areTooLarge() {
    byte[] large = new byte[(2 << 20) + 1];
    java.util.Arrays.fill(large, (byte) ' ');

    assertThat(refusal("POST", "/objects", BodyPublishers.ofByteArray(large), "application/json"))
        .isEqualTo("HF-1007");
    assertThat(refusal("POST", "/wallets", unknownLength(large), "application/json"))
        .isEqualTo("HF-1007");
  }

  @Test
  void deepNesting_isMalformed() {
    for (String opening : new String[] {"[", "{\"a\":"}) {
      String body = "{\"name\":" + opening.repeat(200_000);
      assertThat(refusal("POST", "/objects", BodyPublishers.ofString(body), "application/json"))
          .isEqualTo("HF-1001");
    }
  }

  @Test
  void manyMembersAndLongTexts_areRefused() {
    StringBuilder attributes = new StringBuilder("\"a\":\"x\"");
    for (int i = 0; i < 20_000; i++) {
      attributes.append(",\"a").append(i).append("\":\"x\"");
    }
    String body = "{\"name\":\"a\",\"type\":\"SYMMETRIC_KEY\",\"algorithm\":\"AES\",%s}";
    for (String more :
        new String[] {
          "\"attributes\":{" + attributes + "}",
          "\"attributes\":{\"a\":\"" + "x".repeat(1025) + "\"}",
          "\"attributes\":{\"" + "a".repeat(65) + "\":\"x\"}",
          "\"description\":\"" + "x".repeat(1001) + "\"",
          "\"usage\":[" + "\"ENCRYPT\",".repeat(50_000) + "\"ENCRYPT\"]",
          "\"bits\":" + "9".repeat(1_000_000),
          "\"scheme\":\"" + "x".repeat(1_000_000) + "\""
        }) {
      assertThat(
              refusal(
                  "POST",
                  "/objects",
                  BodyPublishers.ofString(body.formatted(more)),
                  "application/json"))
          .as(more.substring(0, 40))
          .startsWith("HF-1");
    }
    String name = "{\"name\":\"%s\",\"type\":\"SYMMETRIC_KEY\",\"algorithm\":\"AES\"}";
    assertThat(
            refusal(
                "POST",
                "/objects",
                BodyPublishers.ofString(name.formatted("x".repeat(256))),
                "application/json"))
        .isEqualTo("HF-1003");
  }

  @Test
  void otherContentTypes_areRefused() {
    for (String path :
        new String[] {"/objects", "/wallets", "/endpoints", "/groups", "/enrol", "/objects/bulk"}) {
      for (String type : new String[] {"text/plain", "application/xml", "multipart/form-data"}) {
        HttpResponse<String> answer =
            KEYADMIN.send("POST", API + path, BodyPublishers.ofString("{}"), "Content-Type", type);
        assertThat(answer.statusCode()).as(path + " " + type).isEqualTo(415);
        assertThat(problem(answer)).startsWith("HF-1");
      }
    }
  }

  @Test
  void otherBytesThanUtf8_areMalformed() {
    byte[] latin = "{\"name\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refusal("POST", "/objects", BodyPublishers.ofByteArray(latin), "application/json"))
        .isEqualTo("HF-1001");
  }

  @Test
  void oddHeaders_areRefused() {
    String key = "{\"name\":\"odd\",\"type\":\"SYMMETRIC_KEY\",\"algorithm\":\"AES\"}";
    assertThat(problem(KEYADMIN.sendJson("POST", OBJECTS, key, "Idempotency-Key", "x".repeat(300))))
        .isEqualTo("HF-1003");
    assertThat(
            problem(
                KEYADMIN.sendJson(
                    "PATCH", place("/objects/{object}"), "{\"name\":\"z\"}", "If-Match", "\"x\"")))
        .isIn("HF-1003", "HF-3014");
    for (String authorization :
        new String[] {"Basic", "Basic !!!", "Basic QQ==", "Bearer", "Bearer x", "Digest x"}) {
      HttpResponse<String> answer =
          SERVER
              .rest()
              .sendForResponse(
                  SERVER.rest().request(OBJECTS).header("Authorization", authorization).GET());
      assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
      assertThat(problem(answer)).startsWith("HF-400");
    }
  }

  private static HttpResponse<String> send(Wrong wrong) {
    HttpRequest.Builder request = SERVER.rest().request(place(wrong.path()));
    Rest.User user =
        switch (wrong.caller()) {
          case "keyadmin" -> SERVER.keyadmin();
          case "sysadmin" -> SERVER.sysadmin();
          case "auditor" -> SERVER.auditor();
          default -> null;
        };
    if (user != null) {
      request.header("Authorization", user.basic());
    }
    if (!wrong.body().isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    String body = wrong.body();
    for (Map.Entry<String, String> known : PLACES.entrySet()) {
      body = body.replace(known.getKey(), known.getValue());
    }
    return SERVER
        .rest()
        .sendForResponse(
            request.method(
                wrong.method(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static String place(String path) {
    String place = path;
    for (Map.Entry<String, String> known : PLACES.entrySet()) {
      place = place.replace(known.getKey(), known.getValue());
    }
    return API + place;
  }

  private static String refusal(String method, String path, BodyPublisher body, String type) {
    return problem(KEYADMIN.send(method, API + path, body, "Content-Type", type));
  }

  /** The code of a problem document of the client's fault; else what is wrong with the answer. */
  private static String problem(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    if (answer.statusCode() < 400
        || answer.statusCode() >= 500
        || !type.startsWith("application/problem+json")
        || answer.body().contains("\\tat ")
        || answer.body().contains("Exception")) {
      return answer.statusCode() + " " + type + " " + answer.body();
    }
    JsonObject problem = Answers.json(answer);
    return problem.getString("cure", "").isEmpty()
            || problem.getInt("status") != answer.statusCode()
        ? answer.body()
        : problem.getString("code", "no code: " + answer.body());
  }

  private static BodyPublisher unknownLength(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static List<Integer> counts() {
    List<Integer> counts = new ArrayList<>();
    for (String list : new String[] {"/objects", "/wallets", "/endpoints", "/groups"}) {
      counts.add(good(KEYADMIN.get(API + list)).getInt("total"));
    }
    for (String list : new String[] {"/grants", "/objects"}) {
      counts.add(items(KEYADMIN.get(place("/wallets/{wallet}") + list)).size());
    }
    counts.add(items(new RestClient(SERVER::rest, SERVER::sysadmin).get(API + "/users")).size());
    return counts;
  }

  private static List<Wrong> table() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BadInputIT.class.getResourceAsStream("bad-requests.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Wrong::parse)
          .toList();
    }
  }
}

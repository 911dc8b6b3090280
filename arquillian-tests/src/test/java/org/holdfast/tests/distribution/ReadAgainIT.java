package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.bytes;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.object;
import static org.holdfast.tests.distribution.ObjectCalls.at;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Objects that were read before: the vault has what it needs for them in memory, and gives it out
 * only as long as the database says the same.
 */
class ReadAgainIT {

  private static final String OBJECTS = "/api/v1/objects";
  private static final String WALLETS = "/api/v1/wallets";
  private static final String FIRST = "first";

  private static final TrialServer SERVER = TrialServer.shared();
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final VaultDatabase DATABASE = new VaultDatabase(SERVER);
  private static final AuditReader AUDIT = new AuditReader(SERVER);

  private static EndpointClient endpoint;
  private String name = "";
  private String known = "";

  @BeforeAll
  static void start() {
    SERVER.start();
    endpoint = EndpointClient.enrolled(SERVER, KEYADMIN, "reads-again");
  }

  @BeforeEach
  void readOnce() {
    name = "read again " + UUID.randomUUID();
    known = store(name, FIRST);
    assertThat(read(known)).isEqualTo(FIRST);
  }

  @Test
  void again_isServedWithoutTheTablesOfMaterial_andIsOnRecordEachTime() {
    DATABASE.locking("vault.object_version", () -> assertThat(read(known)).isEqualTo(FIRST));
    assertThat(read(known)).isEqualTo(FIRST);

    assertThat(records(known)).isEqualTo(Map.of("STORE_OBJECT", 1, "READ_OBJECT", 3));
  }

  @Test
  void rotated_isTheNewVersion() {
    good(KEYADMIN.post(at(known) + "/rotate", object("material", base64("second"))));

    assertThat(read(known)).isEqualTo("second");
    assertThat(read(known)).isEqualTo("second");
    assertThat(bytes(good(KEYADMIN.get(at(known) + "/material?version=1")), "material"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(FIRST);
  }

  @Test
  void renamed_isOnRecordUnderItsNewName() {
    good(KEYADMIN.sendJson("PATCH", at(known), object("name", name + " renamed")));

    assertThat(read(known)).isEqualTo(FIRST);
    assertThat(AUDIT.newest("READ_OBJECT").get(0)).endsWith(name + " renamed");
  }

  @Test
  void destroyed_isRefused() {
    good(KEYADMIN.post(at(known) + "/revoke", object("reason", "CESSATION_OF_OPERATION")));
    assertThat(KEYADMIN.delete(at(known)).statusCode()).isBetween(200, 204);

    assertThat(code(KEYADMIN.get(at(known) + "/material"))).isEqualTo("HF-3002");
  }

  @Test
  void grantTaken_isRefusedAtOnce_andIsBackAtOnceWithIt() {
    String wallet = id(KEYADMIN.post(WALLETS, object("name", "wallet of " + name)));
    String place = WALLETS + "/" + wallet + "/objects/" + known;
    String grant = WALLETS + "/" + wallet + "/grants/endpoint/" + endpoint.id();
    put(place, "");
    put(grant, object("level", "READ_ONLY"));
    assertThat(endpointReads()).isEqualTo(200);
    assertThat(endpointReads()).isEqualTo(200);

    assertThat(KEYADMIN.delete(grant).statusCode()).isEqualTo(204);
    AUDIT.assertRefused(
        "endpoint:reads-again",
        "READ_OBJECT",
        "HF-4008",
        () -> assertThat(endpointReads()).isEqualTo(404));
    put(grant, object("level", "READ_ONLY"));
    assertThat(endpointReads()).isEqualTo(200);

    assertThat(KEYADMIN.delete(place).statusCode()).isEqualTo(204);
    assertThat(endpointReads()).isEqualTo(404);
    assertThat(read(known)).isEqualTo(FIRST);
  }

  @Test
  void endpointSuspended_isRefusedAtOnce() {
    EndpointClient other =
        EndpointClient.enrolled(SERVER, KEYADMIN, "suspended-" + UUID.randomUUID());
    String own =
        id(
            other.send(
                "POST",
                OBJECTS,
                object(
                    "name", "own of " + name, "type", "SECRET_DATA", "material", base64(FIRST))));
    assertThat(other.get(at(own) + "/material").statusCode()).isEqualTo(200);
    assertThat(other.get(at(own) + "/material").statusCode()).isEqualTo(200);

    good(KEYADMIN.post("/api/v1/endpoints/" + other.id() + "/suspend"));

    assertThat(other.get(at(own) + "/material").statusCode()).isBetween(401, 403);
  }

  @Test
  void changedAmongManyReads_nobodyReadsTheOldVersionAfterTheAnswer() throws Exception {
    int readers = 6;
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try {
      for (int version = 2; version <= 12; version++) {
        String next = "version " + version;
        good(KEYADMIN.post(at(known) + "/rotate", object("material", base64(next))));
        List<Future<String>> reads =
            IntStream.range(0, readers).mapToObj(i -> threads.submit(() -> read(known))).toList();
        for (Future<String> one : reads) {
          assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(next);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(records(known)).containsEntry("READ_OBJECT", 1 + 11 * readers);
  }

  @Test
  void databaseOfAnotherMind_isBelieved() {
    DATABASE.run(
        "update node.object_current set revision = gen_random_uuid(), name = '%s moved'"
                .formatted(name)
            + " where object_id = '%s'".formatted(known));

    assertThat(read(known)).isEqualTo(FIRST);
    assertThat(AUDIT.newest("READ_OBJECT").get(0)).endsWith(name + " moved");
  }

  private static String store(String name, String content) {
    return id(
        KEYADMIN.post(
            OBJECTS, object("name", name, "type", "SECRET_DATA", "material", base64(content))));
  }

  private static String read(String id) {
    return new String(
        bytes(good(KEYADMIN.get(at(id) + "/material")), "material"), StandardCharsets.UTF_8);
  }

  private int endpointReads() {
    return endpoint.get(at(known) + "/material").statusCode();
  }

  private static void put(String path, String json) {
    HttpResponse<String> answer =
        json.isEmpty()
            ? KEYADMIN.send("PUT", path, BodyPublishers.noBody())
            : KEYADMIN.sendJson("PUT", path, json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  /** How many records of success there are of an object, by operation. */
  private static Map<String, Integer> records(String id) {
    Map<String, Integer> counts = new TreeMap<>();
    DATABASE
        .texts(
            "select operation from vault.audit_record where outcome = 'SUCCEEDED' and subject = '%s'"
                .formatted(id))
        .forEach(operation -> counts.merge(operation, 1, Integer::sum));
    return counts;
  }
}

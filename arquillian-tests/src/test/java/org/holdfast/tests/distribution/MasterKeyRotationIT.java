package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.bytes;
import static org.holdfast.tests.distribution.Answers.code;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A new master key while the vault is in use: nobody notices, and nothing is lost. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MasterKeyRotationIT {

  private static final String OBJECTS = "/api/v1/objects";
  private static final String MASTER_KEY = "/api/v1/hsm/master-key";
  private static final int BULK = 100;
  private static final int COUNT = 400;
  private static final int CALLS_AFTERWARDS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final TrialServer SERVER = TrialServer.shared();
  private static final RestClient KEYADMIN = new RestClient(SERVER::rest, SERVER::keyadmin);
  private static final RestClient SYSADMIN = new RestClient(SERVER::rest, SERVER::sysadmin);

  private static final Map<String, String> STORED = new HashMap<>();

  @BeforeAll
  static void start() {
    SERVER.start();
    for (int i = 0; i < COUNT / BULK; i++) {
      storeMany("stored-" + i);
    }
  }

  @Test
  @Order(1)
  void rotation_whileOthersReadAndWrite_failsNoCall() throws Exception {
    int before = masterKey().getInt("generation");
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    AtomicInteger writes = new AtomicInteger();
    List<String> ids = new ArrayList<>(STORED.keySet());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> reader =
          threads.submit(
              () -> {
                while (!over.get()) {
                  assertReadable(ids.get(reads.getAndIncrement() % ids.size()));
                }
              });
      Future<Map<String, String>> writer =
          threads.submit(
              () -> {
                Map<String, String> written = new HashMap<>();
                while (!over.get()) {
                  String material = material();
                  String name = "written-" + writes.getAndIncrement();
                  written.put(store(name, material), material);
                }
                return written;
              });
      await().atMost(PATIENCE).until(() -> reads.get() > 0 && writes.get() > 0);
      JsonObject rotated = good(SYSADMIN.post(MASTER_KEY + "/rotate"));
      assertThat(rotated.getInt("generation")).isEqualTo(before + 1);
      awaitNothingRemains();
      int readsThen = reads.get();
      int writesThen = writes.get();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  reader.isDone()
                      || writer.isDone()
                      || (reads.get() > readsThen + CALLS_AFTERWARDS
                          && writes.get() > writesThen + CALLS_AFTERWARDS));
      over.set(true);
      reader.get();
      STORED.putAll(writer.get());
    } catch (ExecutionException e) {
      throw new AssertionError("a call failed meanwhile", e);
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
    assertThat(masterKey().getInt("generation")).isEqualTo(before + 1);
    assertAllReadable();
  }

  @Test
  @Order(2)
  void rotation_isAudited_andForSystemAdministratorsAlone() {
    int generation = masterKey().getInt("generation");
    assertThat(new AuditReader(SERVER).newest("ROTATE_MASTER_KEY"))
        .anyMatch(
            row ->
                row.startsWith("sysadmin")
                    && row.contains("master key generation " + generation + ";"));
    assertThat(code(KEYADMIN.post(MASTER_KEY + "/rotate"))).isEqualTo("HF-4004");
    assertThat(code(KEYADMIN.get(MASTER_KEY))).isEqualTo("HF-4004");
    await().atMost(PATIENCE).until(() -> !new AuditReader(SERVER).newest("REWRAP").isEmpty());
  }

  @Test
  @Tag(Thorough.TAG)
  @Order(3)
  void killedWhileRewrapping_goesOnAfterTheStart() {
    int before = masterKey().getInt("generation");
    good(SYSADMIN.post(MASTER_KEY + "/rotate"));
    SERVER.killVault();
    SERVER.start();

    assertThat(masterKey().getInt("generation")).isEqualTo(before + 1);
    awaitNothingRemains();
    assertAllReadable();
    String id = store("after all", material());
    good(KEYADMIN.get(OBJECTS + "/" + id + "/material"));
  }

  private static JsonObject masterKey() {
    return good(SYSADMIN.get(MASTER_KEY));
  }

  private static void awaitNothingRemains() {
    await()
        .atMost(PATIENCE)
        .until(() -> masterKey().getInt("remaining") == 0 && masterKey().containsKey("since"));
  }

  private static void storeMany(String name) {
    JsonArrayBuilder wanted = Json.createArrayBuilder();
    List<String> materials = new ArrayList<>();
    for (int i = 0; i < BULK; i++) {
      materials.add(material());
      wanted.add(
          Json.createObjectBuilder()
              .add("name", name + "-" + i)
              .add("type", "SYMMETRIC_KEY")
              .add("algorithm", "AES")
              .add("material", materials.get(i)));
    }
    List<JsonObject> made =
        items(
            KEYADMIN.post(
                OBJECTS + "/bulk",
                Json.createObjectBuilder().add("items", wanted).build().toString()));
    for (int i = 0; i < BULK; i++) {
      STORED.put(made.get(i).getString("id"), materials.get(i));
    }
  }

  private static String store(String name, String material) {
    return id(
        KEYADMIN.post(
            OBJECTS,
            object(
                "name", name, "type", "SYMMETRIC_KEY", "algorithm", "AES", "material", material)));
  }

  private static void assertReadable(String id) {
    HttpResponse<String> answer = KEYADMIN.get(OBJECTS + "/" + id + "/material");
    assertThat(base64(bytes(good(answer), "material"))).isEqualTo(STORED.get(id));
  }

  private static void assertAllReadable() {
    List<String> ids = new ArrayList<>(STORED.keySet());
    for (int from = 0; from < ids.size(); from += BULK) {
      List<String> some = ids.subList(from, Math.min(from + BULK, ids.size()));
      JsonArrayBuilder wanted = Json.createArrayBuilder();
      some.forEach(wanted::add);
      List<JsonObject> read =
          items(
              KEYADMIN.post(
                  OBJECTS + "/bulk-read",
                  Json.createObjectBuilder().add("ids", wanted).build().toString()));
      assertThat(read).hasSameSizeAs(some);
      for (JsonObject one : read) {
        assertThat(one.getString("material")).isEqualTo(STORED.get(one.getString("id")));
      }
    }
  }

  private static String material() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }
}

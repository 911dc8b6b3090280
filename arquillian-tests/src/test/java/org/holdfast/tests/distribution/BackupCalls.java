package org.holdfast.tests.distribution;

import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What administrators do about backups over REST, on one server. */
final class BackupCalls {

  static final String BACKUPS = "/api/v1/backups";
  static final String DESTINATIONS = BACKUPS + "/destinations";
  static final String SCHEDULES = BACKUPS + "/schedules";
  static final String RESTORE = BACKUPS + "/restore";

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(100);

  private final TrialServer server;
  private final RestClient client;

  BackupCalls(TrialServer server) {
    this.server = server;
    client = new RestClient(server::rest, server::sysadmin);
  }

  String publicKey() {
    return good(client.get(BACKUPS + "/public-key")).getString("publicKey");
  }

  /** The built-in destination. */
  String local() {
    return items(client.get(DESTINATIONS)).stream()
        .filter(destination -> destination.getBoolean("builtIn"))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  static String localFolder(String name, Path folder) {
    return object("name", name, "method", "LOCAL", "path", folder.toString());
  }

  /** A folder of this machine over SSH, as whoever runs the test. */
  JsonObjectBuilder remote(String name, String method, int port, Path folder) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("method", method)
        .add("path", folder.toString())
        .add("host", "127.0.0.1")
        .add("port", port)
        .add("user", System.getProperty("user.name"))
        .add("authentication", "PUBLIC_KEY")
        .add("hostKeyFingerprint", fingerprint(port));
  }

  /** Of the key that a server shows now. */
  String fingerprint(int port) {
    return good(client.post(
            DESTINATIONS + "/probe",
            Json.createObjectBuilder()
                .add("method", "SFTP")
                .add("path", "/")
                .add("host", "127.0.0.1")
                .add("port", port)
                .add("user", "nobody")
                .build()
                .toString()))
        .getJsonObject("hostKey")
        .getString("fingerprint");
  }

  HttpResponse<String> saveDestination(String json) {
    return client.post(DESTINATIONS, json);
  }

  HttpResponse<String> changeDestination(String id, String json) {
    return client.sendJson("PUT", DESTINATIONS + "/" + id, json);
  }

  HttpResponse<String> deleteDestination(String id) {
    return client.delete(DESTINATIONS + "/" + id);
  }

  List<String> files(String destination) {
    return items(client.get(DESTINATIONS + "/" + destination + "/files")).stream()
        .map(file -> file.getString("file"))
        .toList();
  }

  /** A schedule of one run, which is due at once; its identifier. */
  String schedule(String name, String destination) {
    return id(
        client.post(
            SCHEDULES, object("name", name, "destination", destination, "type", "ONE_TIME")));
  }

  void deleteSchedule(String id) {
    HttpResponse<String> answer = client.delete(SCHEDULES + "/" + id);
    if (answer.statusCode() != 204) {
      throw new AssertionError(answer.body());
    }
  }

  /** Backs up once, and waits for the end, good or bad. */
  JsonObject backUp(String name, String destination) {
    List<String> before = runs().stream().map(run -> run.getString("id")).toList();
    String schedule = schedule(name, destination);
    JsonObject run =
        await("the end of the backup " + name)
            .atMost(PATIENCE)
            .pollInterval(POLL)
            .until(
                () ->
                    run(name)
                        .filter(newest -> !before.contains(newest.getString("id")))
                        .filter(newest -> !isOngoing(newest)),
                Optional::isPresent)
            .orElseThrow();
    deleteSchedule(schedule);
    return run;
  }

  /** Backs up; the name of the file. */
  String file(String name, String destination) {
    JsonObject run = backUp(name, destination);
    if (!run.getString("status").equals("DONE")) {
      throw new AssertionError(run);
    }
    return run.getString("file");
  }

  /** Waits until the newest run of that name has ended. */
  JsonObject ended(String name) {
    return await("the end of the run " + name)
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> run(name).filter(run -> !isOngoing(run)), Optional::isPresent)
        .orElseThrow();
  }

  Optional<JsonObject> run(String name) {
    return runs().stream().filter(run -> run.getString("name").equals(name)).findFirst();
  }

  List<JsonObject> runs() {
    return items(client.get(BACKUPS + "/runs?limit=200"));
  }

  static boolean isOngoing(JsonObject run) {
    return run.getString("status").equals("ONGOING");
  }

  /** The code of a run's failure; {@code none} if it did not fail. */
  static String error(JsonObject run) {
    return errorOf(run, "runError");
  }

  private static String errorOf(JsonObject document, String field) {
    JsonValue error = document.getOrDefault(field, JsonValue.NULL);
    return error.equals(JsonValue.NULL) ? "none" : error.asJsonObject().getString("code");
  }

  HttpResponse<String> testRestore(String destination, String file) {
    return testRestore(destination, file, server.recoveryPassphrase());
  }

  HttpResponse<String> testRestore(String destination, String file, String passphrase) {
    return client.post(
        BACKUPS + "/test-restore",
        object("destination", destination, "file", file, "recoveryPassphrase", passphrase));
  }

  /**
   * The code with which a test restore is refused, or a step of it fails; {@code ok} if neither.
   */
  String tested(String destination, String file) {
    HttpResponse<String> answer = testRestore(destination, file);
    if (answer.statusCode() != 200) {
      return Answers.code(answer);
    }
    return good(answer).getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .filter(step -> !step.getBoolean("ok"))
        .map(step -> step.getString("code"))
        .findFirst()
        .orElse("ok");
  }

  HttpResponse<String> restore(String destination, String file, boolean withoutSafetyBackup) {
    return restore(destination, file, withoutSafetyBackup, server.recoveryPassphrase());
  }

  HttpResponse<String> restore(
      String destination, String file, boolean withoutSafetyBackup, String passphrase) {
    return client.post(
        RESTORE,
        Json.createObjectBuilder()
            .add("destination", destination)
            .add("file", file)
            .add("recoveryPassphrase", passphrase)
            .add("withoutSafetyBackup", withoutSafetyBackup)
            .build()
            .toString());
  }

  /**
   * Begins a restore whose checks go the usual way, and whose tables come by another port of this
   * machine: that is set while the backup of the present state cannot go on.
   */
  void restoreBy(int port, VaultDatabase database, String destination, String file) {
    database.locking(
        "vault.object_version",
        () -> {
          HttpResponse<String> answer = restore(destination, file, false);
          if (answer.statusCode() != 202) {
            throw new AssertionError(answer.body());
          }
          database.redirect(destination, port);
        });
  }

  /** As everybody may see it. */
  JsonObject restoring() {
    return server.rest().get(RESTORE).json();
  }

  /** Waits until tables are loaded. */
  void awaitLoading() {
    await("loading")
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> restoring().getString("step", ""), step -> step.startsWith("loading"));
  }

  /** Waits for the end of a restore; the code of its failure, {@code none} if it succeeded. */
  String restored() {
    JsonObject ended =
        await("the end of the restore")
            .atMost(PATIENCE)
            .pollInterval(POLL)
            .until(this::restoring, state -> !state.getString("state").equals("RUNNING"));
    awaitServing();
    return errorOf(ended, "error");
  }

  /** Waits until users are served. */
  void awaitServing() {
    await("the vault serves")
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> client.get(BACKUPS + "/status").statusCode(), status -> status == 200);
  }
}

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

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final TrialServer server;
  private final RestClient client;

  BackupCalls(TrialServer server) {
    this(server, new RestClient(server::rest, server::sysadmin));
  }

  /**
   * @param sysadmin who need not be the server's own: after a restore it is that of the backup
   */
  BackupCalls(TrialServer server, RestClient sysadmin) {
    this.server = server;
    client = sysadmin;
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

  /** Makes one; its identifier. */
  String destination(JsonObject destination) {
    return id(saveDestination(destination.toString()));
  }

  HttpResponse<String> changeDestination(String id, String json) {
    return client.sendJson("PUT", DESTINATIONS + "/" + id, json);
  }

  HttpResponse<String> deleteDestination(String id) {
    return client.delete(DESTINATIONS + "/" + id);
  }

  /** As they are listed. */
  List<JsonObject> stored(String destination) {
    return items(client.get(DESTINATIONS + "/" + destination + "/files"));
  }

  /** Their names. */
  List<String> files(String destination) {
    return stored(destination).stream().map(file -> file.getString("file")).toList();
  }

  /** Of one run, which is due at once. */
  static JsonObjectBuilder once(String name, String destination) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("destination", destination)
        .add("type", "ONE_TIME");
  }

  /** Due at once and again after each period. */
  static JsonObjectBuilder periodic(String name, String destination, Duration period) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("destination", destination)
        .add("type", "PERIODIC")
        .add("minutes", period.toMinutes());
  }

  /** Makes a schedule; its identifier. */
  String schedule(JsonObjectBuilder schedule) {
    return id(client.post(SCHEDULES, schedule.build().toString()));
  }

  /** A schedule of one run, which is due at once; its identifier. */
  String schedule(String name, String destination) {
    return schedule(once(name, destination));
  }

  HttpResponse<String> getSchedule(String id) {
    return client.get(SCHEDULES + "/" + id);
  }

  /**
   * @param action {@code pause} or {@code resume}
   */
  HttpResponse<String> act(String schedule, String action) {
    return client.post(SCHEDULES + "/" + schedule + "/" + action);
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

  /** Backs up once, and requires that it succeeds; the schedule stays. */
  JsonObject succeed(String name, String destination) {
    schedule(name, destination);
    return awaitRun(name, 1, "DONE");
  }

  /**
   * Waits until a schedule's run of that number has ended, or is under way if that is asked for;
   * requires that state.
   */
  JsonObject awaitRun(String name, int index, String status) {
    JsonObject found =
        await("the run " + name + " " + index)
            .atMost(LONGEST)
            .pollInterval(POLL)
            .until(
                () ->
                    runs(name).stream()
                        .filter(run -> run.getInt("runIndex") == index)
                        .findFirst()
                        .orElse(JsonObject.EMPTY_JSON_OBJECT),
                run -> List.of(status, "FAILED").contains(run.getString("status", "")));
    if (!found.getString("status").equals(status)) {
      throw new AssertionError(found);
    }
    return found;
  }

  /** Waits until the newest run of that name has ended. */
  JsonObject ended(String name) {
    return await("the end of the run " + name)
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> run(name).filter(run -> !isOngoing(run)), Optional::isPresent)
        .orElseThrow();
  }

  /** The newest of that name. */
  Optional<JsonObject> run(String name) {
    return runs(name).stream().findFirst();
  }

  /** Those of schedules of that name, newest first. */
  List<JsonObject> runs(String name) {
    return runs().stream().filter(run -> run.getString("name").equals(name)).toList();
  }

  /** Whether a test restore has proved any of the newest runs. */
  boolean isAnyProved() {
    return runs().stream().anyMatch(run -> run.containsKey("provedAt"));
  }

  /** How backups stand. */
  JsonObject status() {
    return good(client.get(BACKUPS + "/status"));
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

  /** Waits for the end of a restore, and requires that it has succeeded. */
  void awaitRestored() {
    await("the end of the restore")
        .atMost(LONGEST)
        .pollInterval(POLL)
        .until(() -> !restoring().getString("state").equals("RUNNING"));
    JsonObject end = restoring();
    if (!end.getString("state").equals("SUCCEEDED")) {
      throw new AssertionError(end);
    }
  }

  /** Waits until users are served. */
  void awaitServing() {
    await("the vault serves")
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> client.get(BACKUPS + "/status").statusCode(), status -> status == 200);
  }
}

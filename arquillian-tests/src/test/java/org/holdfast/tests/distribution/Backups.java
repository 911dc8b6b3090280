package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.id;
import static org.holdfast.tests.distribution.Answers.items;
import static org.holdfast.tests.distribution.Answers.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Calls on backups of one System Administrator. */
final class Backups {

  private static final String BACKUPS = "/api/v1/backups";
  private static final String DESTINATIONS = BACKUPS + "/destinations";
  private static final String SCHEDULES = BACKUPS + "/schedules";
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final RestClient client;

  Backups(RestClient sysadmin) {
    this.client = sysadmin;
  }

  String publicKey() {
    return good(client.get(BACKUPS + "/public-key")).getString("publicKey");
  }

  /** Of the key that an SSH server on the loopback interface shows. */
  String fingerprint(int port) {
    JsonObject server =
        Json.createObjectBuilder()
            .add("method", "SFTP")
            .add("host", "127.0.0.1")
            .add("port", port)
            .add("path", "/")
            .add("user", "anybody")
            .build();
    return good(client.post(DESTINATIONS + "/probe", server.toString()))
        .getJsonObject("hostKey")
        .getString("fingerprint");
  }

  /** A folder on an SSH server on the loopback interface, for whoever runs the test. */
  static JsonObjectBuilder remote(String name, String method, int port, Path folder) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("method", method)
        .add("host", "127.0.0.1")
        .add("port", port)
        .add("path", folder.toString())
        .add("user", System.getProperty("user.name"))
        .add("authentication", "PUBLIC_KEY");
  }

  HttpResponse<String> tryDestination(JsonObject destination) {
    return client.post(DESTINATIONS, destination.toString());
  }

  String destination(JsonObject destination) {
    return id(tryDestination(destination));
  }

  String localDestination(String name, Path folder) {
    return id(
        client.post(
            DESTINATIONS, object("name", name, "method", "LOCAL", "path", folder.toString())));
  }

  List<JsonObject> files(String destination) {
    return items(client.get(DESTINATIONS + "/" + destination + "/files"));
  }

  List<String> fileNames(String destination) {
    return files(destination).stream().map(file -> file.getString("file")).toList();
  }

  /** Due at once, and only once. */
  static JsonObjectBuilder once(String name, String destination) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("destination", destination)
        .add("type", "ONE_TIME");
  }

  static JsonObjectBuilder periodic(String name, String destination, Duration period) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("destination", destination)
        .add("type", "PERIODIC")
        .add("minutes", period.toMinutes());
  }

  String schedule(JsonObjectBuilder schedule) {
    return id(client.post(SCHEDULES, schedule.build().toString()));
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

  HttpResponse<String> deleteSchedule(String id) {
    return client.delete(SCHEDULES + "/" + id);
  }

  /** The runs of a schedule of that name, newest first. */
  List<JsonObject> runs(String name) {
    return items(client.get(BACKUPS + "/runs?limit=100")).stream()
        .filter(run -> run.getString("name").equals(name))
        .toList();
  }

  /** Whether a test restore has proved any of the newest runs. */
  boolean isAnyProved() {
    return items(client.get(BACKUPS + "/runs?limit=100")).stream()
        .anyMatch(run -> run.containsKey("provedAt"));
  }

  /**
   * Waits until a schedule's run of that number has ended, or is under way if that is asked for.
   */
  JsonObject awaitRun(String name, int index, String status) {
    JsonObject found =
        await()
            .atMost(LONGEST)
            .pollInterval(LOOK)
            .until(
                () -> run(name, index),
                run -> List.of(status, "FAILED").contains(run.getString("status", "")));
    assertThat(found.getString("status")).as(found.toString()).isEqualTo(status);
    return found;
  }

  private JsonObject run(String name, int index) {
    return runs(name).stream()
        .filter(run -> run.getInt("runIndex") == index)
        .findFirst()
        .orElse(JsonObject.EMPTY_JSON_OBJECT);
  }

  /** Backs up once, to the end. */
  JsonObject backUp(String name, String destination) {
    schedule(once(name, destination));
    return awaitRun(name, 1, "DONE");
  }

  JsonObject status() {
    return good(client.get(BACKUPS + "/status"));
  }

  HttpResponse<String> testRestore(String destination, String file, String passphrase) {
    return client.post(BACKUPS + "/test-restore", source(destination, file, passphrase).toString());
  }

  HttpResponse<String> tryRestore(
      String destination, String file, String passphrase, boolean withoutSafetyBackup) {
    return client.post(
        BACKUPS + "/restore",
        Json.createObjectBuilder(source(destination, file, passphrase))
            .add("withoutSafetyBackup", withoutSafetyBackup)
            .build()
            .toString());
  }

  /** How a restore stands; told to everybody. */
  static JsonObject restoreState(TrialServer server) {
    return server.rest().get(BACKUPS + "/restore").json();
  }

  /** Waits until a restore has ended, and requires that it has succeeded. */
  static void awaitRestored(TrialServer server) {
    await()
        .atMost(LONGEST)
        .pollInterval(LOOK)
        .until(() -> !restoreState(server).getString("state").equals("RUNNING"));
    JsonObject end = restoreState(server);
    assertThat(end.getString("state")).as(end.toString()).isEqualTo("SUCCEEDED");
  }

  private static JsonObject source(String destination, String file, String passphrase) {
    return Json.createObjectBuilder()
        .add("destination", destination)
        .add("file", file)
        .add("recoveryPassphrase", passphrase)
        .build();
  }
}

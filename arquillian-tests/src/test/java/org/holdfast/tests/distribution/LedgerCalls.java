package org.holdfast.tests.distribution;

import static org.awaitility.Awaitility.await;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.json;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger of one server, over REST. */
final class LedgerCalls {

  static final String LEDGER = "/api/v1/hsm/ledger";

  private static final String REWRAP = "/api/v1/hsm/rewrap/";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TrialServer server;
  private final RestClient client;

  LedgerCalls(TrialServer server) {
    this.server = server;
    this.client = new RestClient(server::rest, server::sysadmin);
  }

  JsonObject read() {
    return good(client.get(LEDGER));
  }

  Optional<JsonObject> masterKey(int generation) {
    return read().getJsonArray("masterKeys").getValuesAs(JsonObject.class).stream()
        .filter(key -> key.getInt("generation") == generation)
        .findFirst();
  }

  Optional<JsonObject> rootKey(String serial, int number) {
    return read().getJsonArray("rootKeys").getValuesAs(JsonObject.class).stream()
        .filter(key -> key.getString("tokenSerial", "").equals(serial))
        .filter(key -> key.getInt("keyNumber") == number)
        .findFirst();
  }

  /** What needs a master key that is there. */
  JsonObject needs(int generation) {
    return masterKey(generation).orElseThrow().getJsonObject("needs");
  }

  /** What needs a Root of Trust key that is there. */
  JsonObject needs(String serial, int number) {
    return rootKey(serial, number).orElseThrow().getJsonObject("needs");
  }

  void awaitDestroyable(int generation) {
    await()
        .atMost(PATIENCE)
        .until(() -> masterKey(generation).orElseThrow().getBoolean("destroyable"));
  }

  void awaitDestroyable(String serial, int number) {
    await()
        .atMost(PATIENCE)
        .until(() -> rootKey(serial, number).orElseThrow().getBoolean("destroyable"));
  }

  HttpResponse<String> destroy(int generation) {
    return destroy(generation, Integer.toString(generation), server.recoveryPassphrase());
  }

  HttpResponse<String> destroy(int generation, String confirmation, String passphrase) {
    return client.post(
        LEDGER + "/master-keys/" + generation + "/destroy",
        body(confirmation, passphrase).build().toString());
  }

  HttpResponse<String> destroy(String serial, int number) {
    return destroy(serial, number, null);
  }

  HttpResponse<String> destroy(String serial, int number, @Nullable String credential) {
    JsonObjectBuilder body = body(Integer.toString(number), server.recoveryPassphrase());
    return client.post(
        LEDGER + "/root-keys/" + serial + "/" + number + "/destroy",
        (credential == null ? body : body.add("credential", credential)).build().toString());
  }

  private static JsonObjectBuilder body(String confirmation, String passphrase) {
    return Json.createObjectBuilder()
        .add("confirmation", confirmation)
        .add("recoveryPassphrase", passphrase);
  }

  JsonObject pause() {
    return good(client.post(REWRAP + "pause"));
  }

  /** How far re-wrapping is. */
  JsonObject progress() {
    return good(client.get("/api/v1/hsm/master-key"));
  }

  void awaitRewrapped() {
    await().atMost(PATIENCE).until(() -> progress().getInt("remaining") == 0);
  }

  HttpResponse<String> deleteBackup(String run) {
    return client.delete("/api/v1/backups/runs/" + run);
  }

  /** What a refusal says was wrong in this case. */
  static String detail(HttpResponse<String> refusal) {
    return json(refusal).getString("detail", "");
  }
}

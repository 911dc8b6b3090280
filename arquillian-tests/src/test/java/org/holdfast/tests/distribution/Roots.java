package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several Roots of Trust of one server, over REST. */
final class Roots {

  private static final String ROOTS = "/api/v1/hsm/roots";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TrialServer server;
  private final RestClient client;

  Roots(TrialServer server) {
    this.server = server;
    this.client = new RestClient(server::rest, server::sysadmin);
  }

  HttpResponse<String> add(String name, String vendor, String pin, @Nullable String label) {
    return add(name, vendor, pin, label, server.recoveryPassphrase());
  }

  HttpResponse<String> add(
      String name, String vendor, String pin, @Nullable String label, String passphrase) {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("name", name)
            .add("vendor", vendor)
            .add("credential", pin)
            .add("recoveryPassphrase", passphrase);
    return client.post(
        ROOTS, (label == null ? body : body.add("tokenLabel", label)).build().toString());
  }

  HttpResponse<String> remove(String name) {
    return client.sendJson("DELETE", ROOTS + "/" + name, passphrase());
  }

  HttpResponse<String> rotate(String name) {
    return client.post(ROOTS + "/" + name + "/rotate", passphrase());
  }

  HttpResponse<String> change(String name, String json) {
    return client.sendMergePatch(ROOTS + "/" + name, json);
  }

  HttpResponse<String> setCredential(
      String vendor, String pin, @Nullable String label, @Nullable String root) {
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("vendor", vendor).add("credential", pin);
    if (label != null) {
      body.add("tokenLabel", label);
    }
    if (root != null) {
      body.add("root", root).add("recoveryPassphrase", server.recoveryPassphrase());
    }
    return client.post(Operations.HSM + "/set-credential", body.build().toString());
  }

  HttpResponse<String> reverseMigrate(String pin, String root) {
    return client.post(
        Operations.HSM + "/reverse-migrate",
        Json.createObjectBuilder()
            .add("credential", pin)
            .add("oldRecoveryPassphrase", server.recoveryPassphrase())
            .add("newRecoveryPassphrase", server.recoveryPassphrase())
            .add("root", root)
            .build()
            .toString());
  }

  private String passphrase() {
    return Json.createObjectBuilder()
        .add("recoveryPassphrase", server.recoveryPassphrase())
        .build()
        .toString();
  }

  List<JsonObject> list() {
    return Answers.items(client.get(ROOTS));
  }

  /** In order of priority. */
  List<String> names() {
    return list().stream().map(root -> root.getString("name")).toList();
  }

  JsonObject get(String name) {
    return list().stream()
        .filter(root -> root.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  boolean isUp(String name) {
    return get(name).getBoolean("up");
  }

  /** The code of the cause of one that is down; empty while it is up. */
  String cause(String name) {
    JsonObject cause = get(name).getJsonObject("cause");
    return cause == null ? "" : cause.getString("code");
  }

  void awaitUp(String name) {
    await().atMost(PATIENCE).until(() -> isUp(name));
  }

  void awaitCause(String name, String code) {
    await().atMost(PATIENCE).until(() -> cause(name).equals(code));
  }

  /** The server dies in the middle of it, as configured. */
  void assertKills(Runnable call) {
    try {
      call.run();
    } catch (UncheckedIOException e) {
      assertThat(server.awaitExit()).isNotZero();
      return;
    }
    throw new AssertionError("The server answered, and should have died");
  }
}

package org.holdfast.tests.distribution;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What administrators do over REST, on one server. */
public final class Operations {

  static final String HSM = "/api/v1/hsm";
  static final String OBJECTS = "/api/v1/objects";

  private final TrialServer server;

  public Operations(TrialServer server) {
    this.server = server;
  }

  public JsonObject hsm() {
    return server.rest().get(server.sysadmin(), HSM).json();
  }

  public Answer initialize(String pin, @Nullable String label) {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("vendor", "softhsm")
            .add("credential", pin)
            .add("recoveryPassphrase", server.recoveryPassphrase());
    return post("/initialize", label == null ? body : body.add("tokenLabel", label));
  }

  public Answer setCredential(String pin, @Nullable String label) {
    return setCredential("softhsm", pin, label);
  }

  Answer setCredential(String vendor, String pin, @Nullable String label) {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("vendor", vendor)
            .add("credential", pin)
            .add("recoveryPassphrase", server.recoveryPassphrase());
    return post("/set-credential", label == null ? body : body.add("tokenLabel", label));
  }

  /** Keeps the recovery passphrase. */
  public Answer reverseMigrate(String pin) {
    return post(
        "/reverse-migrate",
        Json.createObjectBuilder()
            .add("credential", pin)
            .add("oldRecoveryPassphrase", server.recoveryPassphrase())
            .add("newRecoveryPassphrase", server.recoveryPassphrase()));
  }

  Answer changeRecoveryPassphrase(String replacement) {
    return post(
        "/recovery-passphrase",
        Json.createObjectBuilder()
            .add("oldRecoveryPassphrase", server.recoveryPassphrase())
            .add("newRecoveryPassphrase", replacement));
  }

  public Answer rotateMasterKey() {
    return server.rest().post(server.sysadmin(), HSM + "/master-key/rotate", "");
  }

  /** Of the active master key. */
  public int generation() {
    return server.rest().get(server.sysadmin(), HSM + "/master-key").json().getInt("generation");
  }

  /** Stores an AES-256 key; returns its identifier. */
  public String store(String name, byte[] key) {
    return store(
        Json.createObjectBuilder()
            .add("name", name)
            .add("type", "SYMMETRIC_KEY")
            .add("algorithm", "AES"),
        key);
  }

  /** Stores up to 1 MiB of anything; returns its identifier. */
  String storeOpaque(String name, byte[] content) {
    return store(
        Json.createObjectBuilder().add("name", name).add("type", "OPAQUE_OBJECT"), content);
  }

  private String store(JsonObjectBuilder object, byte[] material) {
    Answer answer =
        server
            .rest()
            .post(
                server.keyadmin(),
                OBJECTS,
                object
                    .add("material", Base64.getEncoder().encodeToString(material))
                    .build()
                    .toString());
    if (answer.status() != 201) {
      throw new AssertionError(answer);
    }
    return answer.text("id");
  }

  public byte[] material(String id) {
    Answer answer = server.rest().get(server.keyadmin(), OBJECTS + "/" + id + "/material");
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    return Base64.getDecoder().decode(answer.text("material"));
  }

  /** The audit records of an operation, newest first. */
  public JsonObject audit(String operation) {
    return server
        .rest()
        .get(server.auditor(), "/api/v1/audit?operation=" + operation + "&limit=100")
        .json();
  }

  /** The outcome in the newest audit record of an operation. */
  public String newestOutcome(String operation) {
    return audit(operation).getJsonArray("items").getJsonObject(0).getString("outcome");
  }

  private Answer post(String path, JsonObjectBuilder body) {
    return server.rest().post(server.sysadmin(), HSM + path, body.build().toString());
  }
}

package org.holdfast.cli.drill;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.Credentials;
import org.holdfast.cli.vault.VaultAddress;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * The vault of a scratch server, over REST. Its own passwords are made here and are worth nothing
 * once the server is gone; the HSM's credential may be a real one, and stays in its place.
 */
final class ScratchVault implements AutoCloseable {

  private static final String LABEL = "holdfast";
  private static final int MATERIAL_BYTES = 32;
  private static final String OBJECTS = "objects";

  private final ScratchServer server;
  private final DrillTarget target;
  private final SecretChars passphrase = random();
  private final SecretChars systemPassword = random();
  private final SecretChars keyPassword = random();
  private final SecretChars auditPassword = random();
  private final String material = Base64.getEncoder().encodeToString(bytes());
  private final VaultApi system;
  private final VaultApi keys;
  private String plain = "";
  private String held = "";

  /** The vault of a server that is up. */
  ScratchVault(ScratchServer server, DrillTarget target) {
    this.server = server;
    this.target = target;
    VaultAddress address = VaultAddress.of(server.url(), server.authority());
    system = new VaultApi(address, new Credentials("sysadmin", systemPassword.copy()));
    keys = new VaultApi(address, new Credentials("keyadmin", keyPassword.copy()));
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[MATERIAL_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static SecretChars random() {
    return secret("Aa1-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes()));
  }

  private static SecretChars secret(String text) {
    return SecretChars.copyOf(text.toCharArray());
  }

  /** Post-install. */
  void install() {
    JsonObject code = Json.createObjectBuilder().add("code", server.oneTimeCode()).build();
    done(
        system.tell(
            "install",
            new Body(code)
                .withSecret("recoveryPassphrase", passphrase)
                .withList(
                    "administrators",
                    List.of(
                        administrator("sysadmin", "SYSTEM_ADMINISTRATOR", systemPassword),
                        administrator("keyadmin", "KEY_ADMINISTRATOR", keyPassword),
                        administrator("auditor", "AUDIT_MANAGER", auditPassword))),
            false));
  }

  private static Body administrator(String name, String role, SecretChars password) {
    return new Body(Json.createObjectBuilder().add("name", name).add("role", role).build())
        .withSecret("password", password);
  }

  /** Initialize; the answer may be a refusal. */
  Answer initialize() {
    return withCredential("hsm/initialize");
  }

  /** Set Credential; the answer may be a refusal. */
  Answer setCredential() {
    return withCredential("hsm/set-credential");
  }

  private Answer withCredential(String path) {
    String label = target.isSoftHsm() ? LABEL : target.tokenLabel();
    var request = Json.createObjectBuilder().add("vendor", target.vendor());
    if (label != null) {
      request.add("tokenLabel", label);
    }
    try (SecretChars credential = credential()) {
      return system.tell(
          path,
          new Body(request.build())
              .withSecret("credential", credential)
              .withSecret("recoveryPassphrase", passphrase),
          true);
    }
  }

  private SecretChars credential() {
    SecretChars given = target.credential();
    return given == null ? secret(server.trialPin()) : given.copy();
  }

  /** Stores two keys: one under the master key, one in a wallet that the HSM itself holds. */
  void store() {
    JsonObject wallet =
        done(keys.tell(
                "wallets",
                new Body(
                    Json.createObjectBuilder()
                        .add("name", "drill")
                        .add("protection", "HSM")
                        .build()),
                true))
            .body();
    plain = store("plain", null);
    held = store("held", Fields.text(wallet, "id"));
  }

  private String store(String name, @Nullable String wallet) {
    var wallets = Json.createArrayBuilder();
    if (wallet != null) {
      wallets.add(wallet);
    }
    JsonObject request =
        Json.createObjectBuilder()
            .add("name", name)
            .add("type", "SYMMETRIC_KEY")
            .add("algorithm", "AES")
            .add("material", material)
            .add("wallets", wallets)
            .build();
    return Fields.text(done(keys.tell(OBJECTS, new Body(request), true)).body(), "id");
  }

  /** Reads the key that needs the HSM for each read. */
  Answer readHeld() {
    return keys.ask(OBJECTS + "/" + held + "/material");
  }

  /** Reads the key that an open vault reads without its HSM. */
  Answer readPlain() {
    return keys.ask(OBJECTS + "/" + plain + "/material");
  }

  /** Whether a read brought what was stored. */
  boolean isMaterial(Answer answer) {
    return answer.isOk() && material.equals(answer.body().getString("material", ""));
  }

  /** How the HSM stands, as the console shows it. */
  JsonObject hsm() {
    return done(system.ask("hsm")).body();
  }

  /** What anybody may see. */
  Answer status() {
    return system.look("system/status");
  }

  private static Answer done(Answer answer) {
    if (!answer.isOk()) {
      CommandFailure failure = answer.failure();
      throw failure;
    }
    return answer;
  }

  @Override
  public void close() {
    system.close();
    keys.close();
    passphrase.close();
    systemPassword.close();
    keyPassword.close();
    auditPassword.close();
  }
}

package org.holdfast.server.trial;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.server.Failure;
import org.holdfast.server.client.VaultClient;
import org.holdfast.server.home.Home;
import org.holdfast.server.wildfly.ServerLog;

/**
 * A vault to look around in: SoftHSM2 token, post-install and Initialize through the public API,
 * exactly as an administrator would do them. Each step is done only if the vault says that it is
 * not done yet, so a trial that was cut short goes on at its next start.
 */
public final class Trial {

  private static final Pattern CODE =
      Pattern.compile("one-time code: ([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})");
  private static final Duration STEP_LIMIT = Duration.ofSeconds(90);

  private final Home home;
  private final VaultClient vault;
  private final URI address;
  private final TrialSecrets secrets;

  public Trial(Home home, VaultClient vault, URI address) {
    this.home = home;
    this.vault = vault;
    this.address = address;
    this.secrets = TrialSecrets.of(home);
  }

  /** Makes the token; the answer is for WildFly's environment. */
  public static Map<String, String> prepare(Home home, Map<String, String> properties) {
    Path library =
        Path.of(
            properties.getOrDefault("holdfast.hsm.library.softhsm", SoftHsmToken.USUAL_LIBRARY));
    SoftHsmToken token = new SoftHsmToken(home, library);
    token.ensure(TrialSecrets.of(home));
    return token.environment();
  }

  /** Post-install and Initialize as far as they are not done; answers what to tell the user. */
  public String install() {
    JsonObject status = awaitStatus();
    if (!status.getBoolean("installed", false)) {
      postInstall();
      status = awaitStatus();
    }
    if (!secrets.isInitialized()) {
      if (!status.getString("rootOfTrust", "").equals("HSM_PROTECTED")) {
        initialize();
      }
      secrets.setInitialized();
    }
    return summary();
  }

  private void postInstall() {
    JsonObject request =
        Json.createObjectBuilder()
            .add("code", awaitCode())
            .add("recoveryPassphrase", secrets.recoveryPassphrase())
            .add(
                "administrators",
                Json.createArrayBuilder()
                    .add(administrator(TrialSecrets.SYSTEM, "SYSTEM_ADMINISTRATOR"))
                    .add(administrator(TrialSecrets.KEYS, "KEY_ADMINISTRATOR"))
                    .add(administrator(TrialSecrets.AUDIT, "AUDIT_MANAGER")))
            .build();
    need("Post-install", vault.post("/api/v1/install", request, null));
  }

  private JsonObject administrator(String name, String role) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("role", role)
        .add("password", secrets.password(name))
        .build();
  }

  private void initialize() {
    JsonObject request =
        Json.createObjectBuilder()
            .add("vendor", "softhsm")
            .add("credential", secrets.pin())
            .add("recoveryPassphrase", secrets.recoveryPassphrase())
            .add("tokenLabel", SoftHsmToken.LABEL)
            .build();
    VaultClient.User system =
        new VaultClient.User(TrialSecrets.SYSTEM, secrets.password(TrialSecrets.SYSTEM));
    need("Initialize", vault.post("/api/v1/hsm/initialize", request, system));
  }

  private void need(String step, VaultClient.Answer answer) {
    if (!answer.isOk()) {
      throw Failure.of(
          "%s of the trial was refused: %s More is in %s. The next start goes on from here.",
          step, answer.problem(), home.log());
    }
  }

  /** The vault may still migrate its database or settle an operation that was cut short. */
  private JsonObject awaitStatus() {
    Instant end = Instant.now().plus(STEP_LIMIT);
    while (true) {
      VaultClient.Answer answer = vault.get("/api/v1/system/status");
      if (answer.isOk()
          && answer.body().containsKey("installed")
          && !answer
              .body()
              .getString("rootOfTrust", "")
              .matches("INITIALIZING|REVERSE_MIGRATING|RESTORING")) {
        return answer.body();
      }
      if (Instant.now().isAfter(end)) {
        throw Failure.of(
            "The vault does not say how it is: %s. More is in %s.",
            answer.problem(), ServerLog.of(home).file());
      }
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
  }

  private String awaitCode() {
    Instant end = Instant.now().plus(STEP_LIMIT);
    while (true) {
      Optional<String> code = code();
      if (code.isPresent()) {
        return code.get();
      }
      if (Instant.now().isAfter(end)) {
        throw Failure.of(
            "The one-time code for post-install is not in %s. Restart Holdfast: it writes a new one"
                + " at each start until post-install is done.",
            ServerLog.of(home).file());
      }
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
  }

  /** Of this start: an earlier one wrote another, which is worth nothing now. */
  private Optional<String> code() {
    Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    return ServerLog.of(home)
        .since(
            start,
            lines ->
                lines
                    .map(CODE::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .reduce((first, second) -> second));
  }

  /** What to do where post-install is left to the user. */
  public String bare() {
    return """

        Holdfast is ready for post-install.

          Console           %s
                            it asks for the one-time code: grep 'one-time code' %s
          Token (SoftHSM2)  label %s, PIN %s
          Home              %s

        Ctrl-C stops."""
        .formatted(
            address, ServerLog.of(home).file(), SoftHsmToken.LABEL, secrets.pin(), home.path());
  }

  private String summary() {
    return """

        Holdfast is ready. Its keys are protected by the token below.

          Console               %1$s
          System Administrator  %2$-9s %3$s
          Key Administrator     %4$-9s %5$s
          Audit Manager         %6$-9s %7$s
          Recovery passphrase   %8$s
          Token (SoftHSM2)      label %9$s, PIN %10$s
          Home                  %11$s

          Try it:
            curl --cacert %12$s \\
              -u %4$s:%5$s %1$sapi/v1/objects

        This is a trial: the token is in software, and these passwords are kept in
        %13$s

        Ctrl-C stops."""
        .formatted(
            address,
            TrialSecrets.SYSTEM,
            secrets.password(TrialSecrets.SYSTEM),
            TrialSecrets.KEYS,
            secrets.password(TrialSecrets.KEYS),
            TrialSecrets.AUDIT,
            secrets.password(TrialSecrets.AUDIT),
            secrets.recoveryPassphrase(),
            SoftHsmToken.LABEL,
            secrets.pin(),
            home.path(),
            home.tls().resolve("ca.crt"),
            secrets.file());
  }
}

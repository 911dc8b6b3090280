package org.holdfast.cli.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.doctor.Credential;
import org.holdfast.domain.doctor.Subject;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast doctor}: by the vault where somebody signs in, else on this machine alone. */
@Command(
    name = "doctor",
    description = {
      "Look at every step of an enrolment and say what is wrong and what to do.",
      "With --user or --remote the vault looks; otherwise this command does, with the vault up or down, installed or not."
    },
    footer = {
      "  holdfast doctor --needs-doing",
      "  holdfast doctor --vendor entrust --token-label vault --try-credential",
      "  holdfast doctor --remote --user sysadmin --json"
    },
    exitCodeList = {
      "0:no step failed",
      "1:a step failed",
      "2:wrong use",
      "3:the server can't be reached or trusted",
      "4:sign-in refused"
    })
public final class DoctorCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = "--vendor",
      paramLabel = "ID",
      description = "Whose HSM; all that are in force or prepared if it is not given.")
  private @Nullable String vendor;

  @Option(
      names = "--library",
      paramLabel = "FILE",
      description = "PKCS#11 library, in place of the configured one.")
  private @Nullable Path library;

  @Option(names = "--token-label", paramLabel = "LABEL", description = "Which token.")
  private @Nullable String tokenLabel;

  @Option(
      names = "--needs-doing",
      description = "Show only what somebody has to see to; JSON has all.")
  private boolean needsDoing;

  @Option(names = "--remote", description = "Have the vault look, which takes a sign-in.")
  private boolean remote;

  @Option(names = "--offline", description = "Look from here, whatever the environment says.")
  private boolean offline;

  @Option(
      names = "--try-credential",
      description = "Log in to the token once with a credential that is asked for.")
  private boolean tryCredential;

  @Mixin private final CredentialOption credential;
  @Mixin private final Connection connection;

  /** In these surroundings. */
  public DoctorCommand(Context context) {
    this.context = context;
    this.credential = new CredentialOption(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    if (remote && offline) {
      throw CommandFailure.usage("Give --remote or --offline, not both.");
    }
    JsonObject report = !offline && (remote || connection.hasUser()) ? asked() : looked();
    context
        .output()
        .say(connection.isJson() ? report.toString() : ReportText.words(report, needsDoing));
    return Fields.text(report, "outcome").equals("FAIL") ? ExitCode.REFUSED : ExitCode.OK;
  }

  private boolean isCredentialWanted() {
    return tryCredential || credential.isGiven();
  }

  private JsonObject looked() {
    Subject subject = new Subject(vendor, library, tokenLabel);
    try (LocalVault vault = new LocalVault(context, connection.home())) {
      if (!isCredentialWanted()) {
        return ReportText.json(vault.examine(subject, Credential.NONE));
      }
      try (SecretChars typed = credential.get()) {
        return ReportText.json(vault.examine(subject, Credential.typed(typed)));
      }
    }
  }

  private JsonObject asked() {
    try (VaultApi vault = connection.open()) {
      if (!isCredentialWanted()) {
        return report(vault.get("doctor" + query()));
      }
      JsonObjectBuilder plain = Json.createObjectBuilder();
      given().forEach(plain::add);
      try (SecretChars typed = credential.get()) {
        return report(
            vault.post("doctor", new Body(plain.build()).withSecret("credential", typed)));
      }
    }
  }

  private static JsonObject report(Answer answer) {
    return answer.body();
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    if (vendor != null) {
      given.put("vendor", vendor);
    }
    if (library != null) {
      given.put("library", library.toString());
    }
    if (tokenLabel != null) {
      given.put("tokenLabel", tokenLabel);
    }
    return given;
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    given()
        .forEach(
            (name, value) ->
                query
                    .append(query.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(
                        java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)
                            .replace("+", "%20")));
    return query.toString();
  }
}

package org.holdfast.cli.alert;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.alert.AlertKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast alert settings}: Configure Alerts (S80). */
@Command(
    name = "settings",
    description = "What is looked at, how often, and who is told by mail.",
    footer = "  holdfast alert settings show")
final class SettingsCommand {

  private static final String PATH = "system/alerts";
  private static final String INTERVAL = "intervalSeconds";
  private static final String CERTIFICATE = "certificateDays";
  private static final String DISK = "diskPercent";
  private static final String BACKUP = "backupHours";
  private static final String SESSIONS = "freeSessions";
  private static final String OFF = "kindsOff";
  private static final String RECEIVERS = "receivers";

  /** What is to change; the rest stays. */
  static final class Change {

    @Option(
        names = "--interval",
        paramLabel = "SECONDS",
        order = 1,
        description = "Time between two looks at the HSM and all else.")
    private @Nullable Integer interval;

    @Option(
        names = "--certificate-days",
        paramLabel = "DAYS",
        order = 2,
        description = "Alert that long before a certificate ends.")
    private @Nullable Integer certificateDays;

    @Option(
        names = "--disk-percent",
        paramLabel = "PERCENT",
        order = 3,
        description = "Alert when more of a disk is in use.")
    private @Nullable Integer diskPercent;

    @Option(
        names = "--backup-hours",
        paramLabel = "HOURS",
        order = 4,
        description = "Alert when the last good backup is older.")
    private @Nullable Integer backupHours;

    @Option(
        names = "--free-sessions",
        paramLabel = "N",
        order = 5,
        description = "Alert when fewer sessions of the HSM are free.")
    private @Nullable Integer freeSessions;

    @Option(
        names = "--kinds-off",
        paramLabel = "KIND",
        order = 6,
        split = ",",
        preprocessor = NoneIfEmpty.class,
        description =
            "Kinds that raise no alert, with commas; '--kinds-off=' for none: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<AlertKind> kindsOff;

    @Option(
        names = "--receivers",
        paramLabel = "ADDRESS",
        order = 7,
        split = ",",
        arity = "0..1",
        description = "Who is told by mail, with commas; '--receivers=' for nobody.")
    private @Nullable List<String> receivers;

    private JsonObject applied(JsonObject now) {
      JsonObjectBuilder json = Json.createObjectBuilder(now);
      put(json, INTERVAL, interval);
      put(json, CERTIFICATE, certificateDays);
      put(json, DISK, diskPercent);
      put(json, BACKUP, backupHours);
      put(json, SESSIONS, freeSessions);
      put(json, OFF, kindsOff == null ? null : kindsOff.stream().map(AlertKind::name).toList());
      put(json, RECEIVERS, receivers);
      return json.build();
    }

    private static void put(JsonObjectBuilder json, String name, @Nullable Integer value) {
      if (value != null) {
        json.add(name, value);
      }
    }

    private static void put(JsonObjectBuilder json, String name, @Nullable List<String> values) {
      if (values != null) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.stream().filter(value -> !value.isEmpty()).forEach(array::add);
        json.add(name, array);
      }
    }
  }

  /** Shows them. */
  @Command(
      name = "show",
      description = "Show the settings of alerts.",
      footer = "  holdfast alert settings show")
  int show(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer settings = vault.get(PATH);
      connection.print(settings, () -> words(settings.body()));
      return ExitCode.OK;
    }
  }

  /** Changes them. */
  @Command(
      name = "change",
      description = "Change settings of alerts; what no option names stays.",
      footer = {
        "  holdfast alert settings change --interval 60 --backup-hours 26",
        "  holdfast alert settings change --receivers ops@example.org,security@example.org"
      })
  int change(@Mixin Change change, @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer now = vault.get(PATH);
      JsonObject wanted = change.applied(now.body());
      if (wanted.equals(now.body())) {
        throw CommandFailure.usage("No option names anything that is not so already.");
      }
      Answer settings = vault.put(PATH, new Body(wanted), now.revision());
      connection.print(settings, () -> words(settings.body()));
      return ExitCode.OK;
    }
  }

  private static String words(JsonObject settings) {
    return new Facts()
        .add("Interval", Words.period(Fields.number(settings, INTERVAL)))
        .add("Certificates", Fields.text(settings, CERTIFICATE) + " days before they end")
        .add("Disk room", "more than " + Fields.text(settings, DISK) + " % in use")
        .add("Backup", "older than " + Fields.text(settings, BACKUP) + " hours")
        .add("HSM sessions", "fewer than " + Fields.text(settings, SESSIONS) + " free")
        .add("Kinds off", list(settings, OFF))
        .add("Receivers", list(settings, RECEIVERS))
        .toString();
  }

  private static String list(JsonObject settings, String name) {
    String list =
        settings.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY)
                instanceof jakarta.json.JsonArray array
            ? array.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .collect(Collectors.joining(", "))
            : "";
    return list.isEmpty() ? Words.NONE : list;
  }
}

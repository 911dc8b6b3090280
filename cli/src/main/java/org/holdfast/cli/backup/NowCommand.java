package org.holdfast.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Progress;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast backup now}: a schedule that is due at once, and only once. */
@Command(
    name = "now",
    description = {
      "Make a full backup now, by a schedule that runs once, and wait until it is made.",
      "Refused while the vault is closed."
    },
    footer = "  holdfast backup now --to vault-2")
final class NowCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Runs that may have begun since ours did. */
  private static final int NEWEST = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String PAUSED = "PAUSED";

  private final Context context;

  @Option(
      names = "--to",
      paramLabel = "DESTINATION",
      required = true,
      description = "Its name or id.")
  private String to = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the schedule (default: now-, and the time).")
  private @Nullable String name;

  @Option(
      names = "--no-wait",
      description =
          "Return as soon as the schedule is made, while the vault is closed too: it begins when it"
              + " is open.")
  private boolean noWait;

  @Mixin private final Connection connection;

  NowCommand(Context context) {
    this.context = context;
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      String closed = whyClosed(vault);
      if (!closed.isEmpty() && !noWait) {
        throw new CommandFailure(ExitCode.REFUSED, closed + " Nothing was scheduled.");
      }
      String schedule = name == null ? "now-" + TIME.format(context.clock().instant()) : name;
      Answer made =
          vault.post(
              Lookup.SCHEDULES,
              new Body(
                  Json.createObjectBuilder()
                      .add("name", schedule)
                      .add("destination", Fields.text(Lookup.destination(vault, to), "id"))
                      .add("type", "ONE_TIME")
                      .build()));
      if (noWait) {
        connection.print(
            made,
            () ->
                "The backup begins %s: schedule %s."
                    .formatted(closed.isEmpty() ? "now" : "when the vault is open", schedule));
        return ExitCode.OK;
      }
      Answer run = follow(vault, Lookup.path(Lookup.SCHEDULES, made.body()), schedule);
      connection.print(run, () -> Runs.facts(run.body()));
      return ExitCode.OK;
    }
  }

  /** Runs name their schedule; names of schedules are unique. */
  private Answer follow(VaultApi vault, String path, String schedule) {
    try (Progress progress = context.progress()) {
      while (true) {
        Optional<JsonObject> run =
            Fields.objects(vault.get("backups/runs?offset=0&limit=" + NEWEST).body(), "items")
                .stream()
                .filter(one -> schedule.equals(one.getString("name", "")))
                .findFirst();
        String status = run.map(one -> one.getString("status", "")).orElse("");
        if (run.isPresent() && status.equals("DONE")) {
          return vault.get("backups/runs/" + Fields.text(run.get(), "id"));
        }
        if (run.isPresent() && (status.equals("FAILED") || status.equals("EXPIRED"))) {
          throw failure(run.get(), vault.get(path).body());
        }
        if (run.isEmpty()) {
          requireToCome(vault, path, schedule);
        }
        JsonObject now = Fields.object(vault.get("backups/status").body(), "progress");
        boolean isOurs = schedule.equals(now.getString("what", ""));
        progress.show(
            isOurs ? "Backing up: " + Fields.text(now, "step") : "Waiting for the backup to begin",
            isOurs ? Fields.text(now, "percent") + " %" : "");
        context.pass(LOOK);
      }
    }
  }

  /**
   * @throws CommandFailure if the run may not come for long, or never
   */
  private static void requireToCome(VaultApi vault, String path, String schedule) {
    // Fails if somebody has deleted it.
    JsonObject now = vault.get(path).body();
    if (PAUSED.equals(now.getString("status", ""))) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "Somebody has paused the schedule %1$s. To go on: holdfast backup schedule resume %1$s."
              .formatted(schedule));
    }
    String closed = whyClosed(vault);
    if (!closed.isEmpty()) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          closed + " The schedule %s stays, and begins when it is open.".formatted(schedule));
    }
  }

  /** Empty if the vault is open. */
  private static String whyClosed(VaultApi vault) {
    JsonObject status = vault.get("system/status").body();
    if (!"CLOSED".equals(status.getString("vault", ""))) {
      return "";
    }
    String cause = Answer.problem(Fields.object(status, "closedBecause"));
    return "%s: %s. %s"
        .formatted(
            ErrorCode.VAULT_CLOSED.id(),
            ErrorCode.VAULT_CLOSED.title(),
            cause.isEmpty() ? ErrorCode.VAULT_CLOSED.cure() : cause);
  }

  private static CommandFailure failure(JsonObject run, JsonObject schedule) {
    CommandFailure failure =
        Answer.failure(Fields.object(run, "runError"), "The backup failed, and did not say why.");
    String next = Fields.time(schedule, "nextRun");
    return next.equals("-")
        ? failure
        : new CommandFailure(
            failure.exitCode(), failure.text() + " The vault tries again at " + next + ".");
  }
}

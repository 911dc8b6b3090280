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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast backup now}: a schedule that is due at once, and only once. */
@Command(
    name = "now",
    description =
        "Make a full backup now, by a schedule that runs once, and wait until it is made.",
    footer = "  holdfast backup now --to vault-2")
final class NowCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Runs that may have begun since ours did. */
  private static final int NEWEST = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

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

  @Option(names = "--no-wait", description = "Return as soon as the schedule is made.")
  private boolean noWait;

  @Mixin private final Connection connection;

  NowCommand(Context context) {
    this.context = context;
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
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
        connection.print(made, () -> "The backup begins now: schedule " + schedule + ".");
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
          // Fails if somebody has deleted the schedule: its run would never come.
          vault.get(path);
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

package org.holdfast.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast backup schedule}: when backups are made. */
@Command(
    name = "schedule",
    description = "When backups are made.",
    footer = "  holdfast backup schedule list")
final class ScheduleCommand {

  private static final Pattern PERIOD =
      Pattern.compile("(?=.)(\\d{1,5}d)?(\\d{1,5}h)?(\\d{1,5}m)?");
  private static final String NAMED = "Its name or id.";

  /** Shows all. */
  @Command(
      name = "list",
      description = "List the schedules.",
      footer = "  holdfast backup schedule list")
  int list(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer all = vault.get(Lookup.SCHEDULES);
      connection.print(
          all,
          () -> {
            Table table =
                new Table(
                    "NAME",
                    "STATUS",
                    "EVERY",
                    "INCREMENTALS",
                    "KEEP",
                    "DESTINATION",
                    "NEXT RUN",
                    "FAILURES",
                    "ID");
            Fields.objects(all.body(), "items").forEach(one -> add(table, one));
            return table.toString();
          });
      return ExitCode.OK;
    }
  }

  private static void add(Table table, JsonObject schedule) {
    table.row(
        Fields.text(schedule, "name"),
        Fields.text(schedule, "status"),
        Words.period(Fields.number(schedule, "periodSeconds")),
        Fields.text(schedule, "incrementals"),
        keep(schedule),
        Fields.text(Fields.object(schedule, BackupCommand.DESTINATION), "name"),
        Fields.time(schedule, "nextRun"),
        Fields.text(schedule, "failures"),
        Fields.text(schedule, "id"));
  }

  private static String keep(JsonObject schedule) {
    long count = Fields.number(schedule, "keepCount");
    long days = Fields.number(schedule, "keepDays");
    if (count == 0 && days == 0) {
      return "all";
    }
    return (count == 0 ? "" : Long.toString(count))
        + (count == 0 || days == 0 ? "" : ", ")
        + (days == 0 ? "" : days + " d");
  }

  /** The options of a new schedule. */
  static final class Plan {

    @Parameters(paramLabel = "NAME", description = "Unique; part of the files' names.")
    private String name = "";

    @Option(
        names = "--to",
        paramLabel = "DESTINATION",
        required = true,
        description = "Its name or id.")
    private String to = "";

    @Option(
        names = "--every",
        paramLabel = "PERIOD",
        description =
            "Days, hours and minutes, as in 7d, 1d12h or 90m. Without it, the backup is made once.")
    private @Nullable String every;

    @Option(
        names = "--start",
        paramLabel = "TIME",
        description = "First run, as in 2027-01-31T02:00:00Z or with +01:00 (default: now).")
    private @Nullable String start;

    @Option(
        names = "--incrementals",
        paramLabel = "N",
        description = "Incremental backups after each full one.")
    private @Nullable Integer incrementals;

    @Option(names = "--keep", paramLabel = "N", description = "Backups to keep (default: all).")
    private @Nullable Integer keepCount;

    @Option(
        names = "--keep-days",
        paramLabel = "DAYS",
        description = "Days to keep them for (default: for ever).")
    private @Nullable Integer keepDays;

    private JsonObject request(String destination) {
      JsonObjectBuilder request =
          Json.createObjectBuilder()
              .add("name", name)
              .add(BackupCommand.DESTINATION, destination)
              .add("type", every == null ? "ONE_TIME" : "PERIODIC");
      if (every != null) {
        Matcher period = PERIOD.matcher(every);
        if (!period.matches()) {
          throw CommandFailure.usage(
              "--every %s is no period: days, hours and minutes, as in 7d, 1d12h or 90m."
                  .formatted(every));
        }
        request
            .add("days", number(period.group(1)))
            .add("hours", number(period.group(2)))
            .add("minutes", number(period.group(3)));
      }
      if (start != null) {
        request.add("start", instant(start));
      }
      add(request, "incrementals", incrementals);
      add(request, "keepCount", keepCount);
      add(request, "keepDays", keepDays);
      return request.build();
    }

    private static void add(JsonObjectBuilder request, String name, @Nullable Integer value) {
      if (value != null) {
        request.add(name, value);
      }
    }

    private static int number(@Nullable String part) {
      return part == null ? 0 : Integer.parseInt(part.substring(0, part.length() - 1));
    }

    private static String instant(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant().toString();
      } catch (DateTimeException e) {
        throw CommandFailure.usage(
            "--start %s is no time with its zone, as 2027-01-31T02:00:00Z is.".formatted(text));
      }
    }
  }

  /** Makes one. */
  @Command(
      name = "create",
      description = "Make a schedule.",
      footer = {
        "  holdfast backup schedule create nightly --to vault-2 --every 1d \\",
        "      --incrementals 6 --keep-days 35"
      })
  int create(@Mixin Plan plan, @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      JsonObject request = plan.request(Fields.text(Lookup.destination(vault, plan.to), "id"));
      Answer made = vault.post(Lookup.SCHEDULES, new Body(request));
      connection.print(
          made,
          () ->
              "Schedule %s: the next run is at %s."
                  .formatted(plan.name, Fields.time(made.body(), "nextRun")));
      return ExitCode.OK;
    }
  }

  /** Lets it wait. */
  @Command(
      name = "pause",
      description = "Make no backups by a schedule until it is resumed.",
      footer = "  holdfast backup schedule pause nightly")
  int pause(
      @Parameters(paramLabel = "SCHEDULE", description = NAMED) String schedule,
      @Mixin Connection connection) {
    return act(schedule, connection, "/pause", "paused");
  }

  /** Lets it go on. */
  @Command(
      name = "resume",
      description = "Let a schedule go on; one run makes up for what was missed.",
      footer = "  holdfast backup schedule resume nightly")
  int resume(
      @Parameters(paramLabel = "SCHEDULE", description = NAMED) String schedule,
      @Mixin Connection connection) {
    return act(schedule, connection, "/resume", "resumed");
  }

  private static int act(String schedule, Connection connection, String action, String done) {
    try (VaultApi vault = connection.open()) {
      JsonObject found = Lookup.schedule(vault, schedule);
      Answer answer =
          vault.post(
              Lookup.path(Lookup.SCHEDULES, found) + action,
              new Body(JsonObject.EMPTY_JSON_OBJECT));
      connection.print(
          answer, () -> "Schedule %s is %s.".formatted(Fields.text(found, "name"), done));
      return ExitCode.OK;
    }
  }

  /** Ends it. */
  @Command(
      name = "delete",
      description = "Delete a schedule; its backups stay.",
      footer = "  holdfast backup schedule delete nightly")
  int delete(
      @Parameters(paramLabel = "SCHEDULE", description = NAMED) String schedule,
      @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      JsonObject found = Lookup.schedule(vault, schedule);
      Answer answer = vault.delete(Lookup.path(Lookup.SCHEDULES, found));
      connection.print(
          answer, () -> "Schedule %s is deleted.".formatted(Fields.text(found, "name")));
      return ExitCode.OK;
    }
  }
}

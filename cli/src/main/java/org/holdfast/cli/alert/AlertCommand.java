package org.holdfast.cli.alert;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.listing.Names;
import org.holdfast.cli.listing.PageOptions;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Paragraph;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertState;
import org.holdfast.domain.alert.Severity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast alert}. */
@Command(
    name = "alert",
    description = "What the vault reports by itself, and when it does.",
    footer = {"  holdfast alert list --state RAISED", "  holdfast alert settings show"},
    subcommands = SettingsCommand.class)
public final class AlertCommand {

  private static final String ALERTS = "alerts";
  private static final String NAMED = "Its identifier, or the end of it that 'list' shows.";

  /** Which alerts are wanted. */
  static final class Filter {

    @Option(
        names = "--state",
        paramLabel = "STATE",
        order = 1,
        description = "${COMPLETION-CANDIDATES}.")
    private @Nullable AlertState state;

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        order = 2,
        description = "${COMPLETION-CANDIDATES}.")
    private @Nullable AlertKind kind;

    @Option(
        names = "--severity",
        paramLabel = "SEVERITY",
        order = 3,
        description = "${COMPLETION-CANDIDATES}.")
    private @Nullable Severity severity;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        order = 4,
        description = "Raised not before, as in 2027-01-31T02:00:00Z.")
    private @Nullable String from;

    @Option(
        names = "--until",
        paramLabel = "TIME",
        order = 5,
        description = "Raised before that time.")
    private @Nullable String until;

    private Query on(Query query) {
      return query
          .with("state", state)
          .with("kind", kind)
          .with("severity", severity)
          .with("from", from)
          .with("until", until);
    }
  }

  /** Shows several. */
  @Command(
      name = "list",
      description = "List alerts, the newest first; those that are over, too.",
      footer = {
        "  holdfast alert list --state RAISED",
        "  holdfast alert list --severity CRITICAL --json | jq '.total'"
      })
  int list(@Mixin Filter filter, @Mixin PageOptions page, @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      return page.print(connection, vault, filter.on(new Query(ALERTS)), AlertCommand::table);
    }
  }

  private static Table table(JsonObject alerts) {
    Table table = new Table("SINCE", "SEVERITY", "STATE", "KIND", "ID").cutting(3);
    for (JsonObject alert : Fields.objects(alerts, "items")) {
      table.row(
          Fields.time(alert, "since"),
          Fields.text(alert, "severity"),
          Fields.text(alert, "state"),
          Fields.text(alert, "kind"),
          Names.ending(Fields.text(alert, "id")));
      table.note(Answer.problem(Fields.object(alert, "cause")));
    }
    return table;
  }

  /** Shows one. */
  @Command(
      name = "show",
      description = "Show an alert: its cause, the cure, who sees to it.",
      footer = "  holdfast alert show 3f9a1c2b4d5e")
  int show(
      @Parameters(paramLabel = "ID", description = NAMED) String id, @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer alert = vault.get(path(vault, id));
      connection.print(alert, () -> words(alert.body()));
      return ExitCode.OK;
    }
  }

  /** Says who sees to it. */
  @Command(
      name = "acknowledge",
      description = "Say that somebody sees to an alert; it ends when its cause does.",
      footer = "  holdfast alert acknowledge 3f9a1c2b4d5e --note 'HSM is being replaced'")
  int acknowledge(
      @Parameters(paramLabel = "ID", description = NAMED) String id,
      @Option(names = "--note", paramLabel = "TEXT", description = "For those who look later.")
          @Nullable String note,
      @Mixin Connection connection) {
    JsonObjectBuilder body = Json.createObjectBuilder();
    if (note != null) {
      body.add("note", note);
    }
    try (VaultApi vault = connection.open()) {
      Answer alert = vault.post(path(vault, id) + "/acknowledge", new Body(body.build()));
      connection.print(alert, () -> words(alert.body()));
      return ExitCode.OK;
    }
  }

  private static String path(VaultApi vault, String id) {
    return ALERTS + "/" + Names.alert(vault, id);
  }

  private static String words(JsonObject alert) {
    Facts facts =
        new Facts()
            .add("Id", Fields.text(alert, "id"))
            .add("Kind", Fields.text(alert, "kind"))
            .add("Severity", Fields.text(alert, "severity"))
            .add("State", Fields.text(alert, "state"))
            .add("Subject", Fields.text(alert, "subject"))
            .add("Since", Fields.time(alert, "since"));
    JsonObject by = Fields.object(alert, "acknowledged");
    if (!by.isEmpty()) {
      facts.add(
          "Acknowledged",
          "%s by %s: %s"
              .formatted(Fields.time(by, "at"), Fields.text(by, "by"), Fields.text(by, "note")));
    }
    return facts
            .add("Over since", Fields.time(alert, "cleared"))
            .add("Runbook", Fields.text(alert, "runbook"))
        + "\n\n"
        + Paragraph.of(Fields.text(alert, "text"))
        + "\n"
        + Paragraph.of(Answer.problem(Fields.object(alert, "cause")));
  }
}

package org.holdfast.cli.audit;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Progress;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast audit verify} (B11). */
@Command(
    name = "verify",
    description = {
      "Verify that the audit trail is what was sealed, and wait for the result.",
      "Exit code 6: records were changed, are missing, or the chain is broken; the first is named."
    },
    footer = {
      "  holdfast audit verify --user auditor",
      "  holdfast audit verify --json >report.json"
    })
final class VerifyCommand implements Callable<Integer> {

  private static final String PATH = "audit/verify";
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Context context;
  @Mixin private final Connection connection;

  VerifyCommand(Context context) {
    this.context = context;
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      Answer end = follow(vault, vault.post(PATH, new Body(JsonObject.EMPTY_JSON_OBJECT)));
      connection.print(end, () -> words(end.body()));
      return switch (Fields.text(end.body(), "state")) {
        case "PASSED" -> ExitCode.OK;
        case "BROKEN" -> ExitCode.FOUND;
        case "CANCELLED" ->
            throw new CommandFailure(ExitCode.REFUSED, "Somebody ended the verification.");
        default ->
            throw Answer.failure(
                Fields.object(end.body(), "error"), "The verification did not come to its end.");
      };
    }
  }

  private Answer follow(VaultApi vault, Answer begun) {
    Answer now = begun;
    try (Progress progress = context.progress()) {
      while ("RUNNING".equals(Fields.text(now.body(), "state"))) {
        progress.show(
            "Verifying the audit trail",
            "%s of %s records"
                .formatted(
                    Fields.text(now.body(), "rowsDone"), Fields.text(now.body(), "rowsTotal")));
        context.pass(LOOK);
        now = vault.get(PATH);
      }
      return now;
    }
  }

  private static String words(JsonObject verification) {
    JsonObject report = Fields.object(verification, "report");
    if (report.isEmpty()) {
      return "";
    }
    String head =
        "%s in %s, %s, %s. "
            .formatted(
                Words.count(Fields.number(report, "rows"), "record"),
                Words.count(Fields.number(report, "segments"), "segment"),
                Words.count(Fields.objects(report, "checkpoints").size(), "checkpoint"),
                Words.count(Fields.objects(report, "tombstones").size(), "purge"));
    List<JsonObject> findings = Fields.objects(report, "findings");
    if (findings.isEmpty()) {
      return head + "Everything is as it was sealed.";
    }
    Table table = new Table("FINDING", "AT", "SEQUENCE", "POSITION");
    for (JsonObject finding : findings) {
      table.row(
          Fields.text(finding, "kind"),
          Fields.time(finding, "at"),
          Fields.text(finding, "sequence"),
          Fields.text(finding, "position"));
      table.note(Fields.text(finding, "detail"));
    }
    return "%s\n%s findings, the first of them:\n\n%s"
        .formatted(head, Fields.text(report, "findingsTotal"), table);
  }
}

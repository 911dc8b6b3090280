package org.holdfast.cli.audit;

import jakarta.json.JsonObject;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.listing.PageOptions;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Paragraph;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast audit}: the group, and what only asks the server one thing. */
@Command(
    name = "audit",
    description = "The audit trail: look into it, verify it, take it out, purge it.",
    footer = {
      "  holdfast audit query --operation INITIALIZE --user auditor",
      "  holdfast audit verify",
      "  holdfast audit export --out trail.csv"
    },
    subcommands = {VerifyCommand.class, ExportCommand.class, PurgeCommand.class})
public final class AuditCommand {

  /** Shows records. */
  @Command(
      name = "query",
      description = "List audit records, the newest first.",
      footer = {
        "  holdfast audit query --outcome FAILED --limit 50",
        "  holdfast audit query --by sam --from 2027-01-31T00:00:00Z --json"
      })
  int query(@Mixin AuditFilter filter, @Mixin PageOptions page, @Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      return page.print(connection, vault, filter.on(new Query("audit")), AuditCommand::table);
    }
  }

  private static Table table(JsonObject records) {
    Table table = new Table("AT", "BY", "OPERATION", "OUTCOME", "CODE").cutting(1);
    for (JsonObject record : Fields.objects(records, "items")) {
      table.row(
          Fields.time(record, "at"),
          Fields.text(record, "user"),
          Fields.text(record, "operation"),
          Fields.text(record, "outcome"),
          Fields.text(record, "code"));
      String subject = Fields.text(record, "subject");
      String detail = Fields.text(record, "detail");
      table.note(
          ((subject.equals(Words.NONE) ? "" : subject + " ")
                  + (detail.equals(Words.NONE) ? "" : detail))
              .strip());
    }
    return table;
  }

  /** Shows the chain. */
  @Command(
      name = "chain",
      description = "Show how far the audit trail is sealed, and what is wrong with its chain.",
      footer = "  holdfast audit chain")
  int chain(@Mixin Connection connection) {
    try (VaultApi vault = connection.open()) {
      Answer chain = vault.get("audit/chain");
      connection.print(chain, () -> words(chain.body()));
      return ExitCode.OK;
    }
  }

  private static String words(JsonObject chain) {
    String facts =
        new Facts()
            .add("Node", Fields.text(chain, "node"))
            .add("Position", Fields.text(chain, "position"))
            .add("Hash", Fields.text(chain, "hash"))
            .add("Sealed at", Fields.time(chain, "sealedAt"))
            .add("Sealed up to", Fields.time(chain, "sealedUpTo"))
            .add("Waiting", Fields.text(chain, "waiting"))
            .add("Oldest waiting", Fields.time(chain, "oldestWaiting"))
            .add("Checkpoint", Fields.text(chain, "checkpointPosition"))
            .add("Checkpoint at", Fields.time(chain, "checkpointAt"))
            .toString();
    return facts + cause(chain, "noCheckpoint", "No checkpoint: ") + cause(chain, "finding", "");
  }

  private static String cause(JsonObject chain, String field, String before) {
    JsonObject cause = Fields.object(chain, field);
    return cause.isEmpty() ? "" : "\n\n" + Paragraph.of(before + Answer.problem(cause));
  }
}

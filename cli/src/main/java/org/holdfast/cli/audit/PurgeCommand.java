package org.holdfast.cli.audit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Progress;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast audit purge}: takes old records away for good. */
@Command(
    name = "purge",
    description = {
      "Take away the audit records from before a time, in whole segments; the chain keeps a tombstone.",
      "The vault keeps the newest 90 days whatever is asked (HOLDFAST_AUDIT_KEEP_DAYS). Export first."
    },
    footer = {
      "  holdfast audit purge --before 2027-01-01T00:00:00Z",
      "  holdfast audit purge --before 2027-01-01T00:00:00Z --yes"
    })
final class PurgeCommand implements Callable<Integer> {

  private static final String WORD = "purge";

  private final Context context;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      required = true,
      order = 1,
      description = "As in 2027-01-31T00:00:00Z.")
  private String before = "";

  @Mixin private final Confirmation confirmation;
  @Mixin private final Connection connection;

  PurgeCommand(Context context) {
    this.context = context;
    this.confirmation = new Confirmation(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    confirmation.require(
        "Audit records from before %s are gone afterwards.".formatted(before),
        "the operation's name",
        WORD);
    Body body =
        new Body(
            Json.createObjectBuilder().add("before", before).add("confirmation", WORD).build());
    try (VaultApi vault = connection.open()) {
      JsonObject gone = purge(vault, body);
      context
          .output()
          .say(
              connection.isJson()
                  ? gone.toString()
                  : "%s records in %s segments are gone."
                      .formatted(Fields.text(gone, "rows"), Fields.text(gone, "segments")));
      return ExitCode.OK;
    }
  }

  /** The vault does it in pieces. */
  private JsonObject purge(VaultApi vault, Body body) {
    long rows = 0;
    long segments = 0;
    try (Progress progress = context.progress()) {
      JsonObject piece;
      do {
        piece = vault.operate("audit/purge", body).body();
        rows += Fields.number(piece, "rows");
        segments += Fields.number(piece, "segments");
        progress.show("Purging the audit trail", rows + " records so far");
      } while (Fields.isTrue(piece, "more"));
    }
    return Json.createObjectBuilder().add("rows", rows).add("segments", segments).build();
  }
}

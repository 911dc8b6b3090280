package org.holdfast.cli.backup;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.VaultApi;

/** How backups are, in words. */
final class Status {

  private Status() {}

  /** Shows it; while a restore runs, which answers nothing else, how far that is. */
  static int show(VaultApi vault, Connection connection) {
    Answer restore = vault.look(Restores.PATH);
    if (Restores.isRunning(restore)) {
      connection.print(restore, () -> "Restore  " + Restores.words(restore.body()));
      return ExitCode.OK;
    }
    Answer status = vault.get("backups/status");
    connection.print(status, () -> words(status.body()));
    return ExitCode.OK;
  }

  private static String words(JsonObject status) {
    JsonValue problem = status.getOrDefault("problem", JsonValue.NULL);
    String said = Words.NONE;
    if (problem instanceof JsonString text) {
      said = text.getString();
    } else if (problem instanceof JsonObject document) {
      said = Answer.problem(document);
    }
    return new Facts()
        .add("Last good", Runs.brief(Fields.object(status, "lastGood")))
        .add("Last run", Runs.brief(Fields.object(status, "last")))
        .add("Last proved", Fields.time(status, "lastProved"))
        .add("Next run", Fields.time(status, "nextRun"))
        .add("Now", progress(Fields.object(status, "progress")))
        .add("Problem", said)
        .toString();
  }

  /** What goes on, in words; a dash if nothing does. */
  static String progress(JsonObject progress) {
    if (progress.isEmpty()) {
      return Words.NONE;
    }
    return "%s %s: %s, %s %%"
        .formatted(
            Fields.text(progress, "kind"),
            Fields.text(progress, "what"),
            Fields.text(progress, "step"),
            Fields.text(progress, "percent"));
  }
}

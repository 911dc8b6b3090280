package org.holdfast.cli.backup;

import jakarta.json.JsonObject;
import java.util.List;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;

/** Runs of backups in words. */
final class Runs {

  private Runs() {}

  /** As a table. */
  static String table(List<JsonObject> runs) {
    Table table =
        new Table(
            "SCHEDULE",
            "RUN",
            "TYPE",
            "STATUS",
            "STARTED",
            "ENDED",
            "SIZE",
            "OBJECTS",
            "PROVED",
            "FILE");
    for (JsonObject run : runs) {
      JsonObject error = Fields.object(run, "runError");
      table.row(
          Fields.text(run, "name"),
          Fields.text(run, "runIndex"),
          Fields.text(run, "type"),
          error.isEmpty()
              ? Fields.text(run, "status")
              : Fields.text(run, "status") + " " + Fields.text(error, "code"),
          Fields.time(run, "startTime"),
          Fields.time(run, "backupTime"),
          Fields.bytes(run, "bytes"),
          Fields.text(run, "objects"),
          Fields.time(run, "provedAt"),
          Fields.text(run, "file"));
    }
    return table.toString();
  }

  /** One in full. */
  static String facts(JsonObject run) {
    Facts facts =
        new Facts()
            .add("File", Fields.text(run, "file"))
            .add("Destination", Fields.text(Fields.object(run, "destination"), "name"))
            .add("Type", Fields.text(run, "type"))
            .add("Status", Fields.text(run, "status"))
            .add("Started", Fields.time(run, "startTime"))
            .add("Ended", Fields.time(run, "backupTime"))
            .add("Size", Fields.bytes(run, "bytes"))
            .add("Objects", Fields.text(run, "objects"))
            .add("SHA-256", Fields.text(run, "sha256"))
            .add("Proved", Fields.time(run, "provedAt"));
    String error = Answer.problem(Fields.object(run, "runError"));
    return (error.isEmpty() ? facts : facts.add("Error", error)).toString();
  }

  /** In a few words; a dash if there is none. */
  static String brief(JsonObject run) {
    if (run.isEmpty()) {
      return Words.NONE;
    }
    String error = Answer.problem(Fields.object(run, "runError"));
    return "%s, %s, %s%s"
        .formatted(
            Fields.time(run, run.containsKey("backupTime") ? "backupTime" : "startTime"),
            Fields.text(run, "status"),
            Fields.text(run, "file"),
            error.isEmpty() ? "" : ", " + error);
  }
}

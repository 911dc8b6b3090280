package org.holdfast.cli.backup;

import jakarta.json.JsonObject;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Answer;

/** Reports of test restores in words. */
final class Reports {

  private Reports() {}

  static String words(JsonObject report) {
    Table steps = new Table("STEP", "OK", "TIME", "DETAIL");
    for (JsonObject step : Fields.objects(report, "steps")) {
      steps.row(
          Fields.text(step, "step"),
          Fields.isTrue(step, "ok") ? "yes" : "NO",
          Fields.number(step, "milliseconds") + " ms",
          Fields.text(step, "detail"));
    }
    return "%s%n%n%s"
        .formatted(
            steps,
            Fields.isTrue(report, "ok")
                ? "%s can be restored: %s objects, %s rows."
                    .formatted(
                        Fields.text(report, "file"),
                        Fields.text(report, "objects"),
                        Fields.text(report, "rows"))
                : "%s can NOT be restored.".formatted(Fields.text(report, "file")));
  }

  static int exitCode(Answer report) {
    return Fields.isTrue(report.body(), "ok") ? ExitCode.OK : ExitCode.REFUSED;
  }
}

package org.holdfast.cli.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.holdfast.cli.output.Fields;
import org.holdfast.domain.doctor.Report;
import org.holdfast.domain.doctor.ReportDocument;

/** A report as people read it, whether it came from the server or was made here. */
public final class ReportText {

  private static final String INDENT = "           ";
  private static final int NAME_WIDTH = 8;

  private ReportText() {}

  /** The one form that a report has as JSON. */
  public static JsonObject json(Report report) {
    Map<String, Object> fields = ReportDocument.of(report);
    return Json.createObjectBuilder(fields).build();
  }

  /**
   * All of it, or what needs doing.
   *
   * @param report as the server sends it
   */
  public static String words(JsonObject report, boolean onlyNeedsDoing) {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (JsonObject finding : Fields.objects(report, "findings")) {
      String outcome = Fields.text(finding, "outcome");
      if (onlyNeedsDoing && !needsDoing(outcome)) {
        continue;
      }
      String heading = heading(finding);
      if (!section.equals(heading)) {
        section = heading;
        text.append(text.isEmpty() ? "" : "\n").append(section).append('\n');
      }
      append(text, finding, outcome);
    }
    JsonObject counts = Fields.object(report, "counts");
    if (!text.isEmpty()) {
      text.append('\n');
    }
    return text.append(
            "%d failed, %d warning%s, %d passed, %d skipped"
                .formatted(
                    Fields.number(counts, "fail"),
                    Fields.number(counts, "warn"),
                    Fields.number(counts, "warn") == 1 ? "" : "s",
                    Fields.number(counts, "pass"),
                    Fields.number(counts, "skipped")))
        .append("OFFLINE".equals(Fields.text(report, "place")) ? " (looked at offline)." : ".")
        .toString();
  }

  private static String heading(JsonObject finding) {
    String section = Fields.text(finding, "section");
    return finding.containsKey("root") ? Fields.text(finding, "root") + ": " + section : section;
  }

  private static void append(StringBuilder text, JsonObject finding, String outcome) {
    String name = needsDoing(outcome) ? outcome : outcome.toLowerCase(java.util.Locale.ROOT);
    text.append("  ")
        .append(name)
        .append(" ".repeat(Math.max(1, NAME_WIDTH + 1 - name.length())))
        .append(Fields.text(finding, "title"))
        .append(": ");
    if (finding.containsKey("code")) {
      text.append(Fields.text(finding, "code")).append(' ');
    }
    text.append(Fields.text(finding, "found")).append('\n');
    if (finding.containsKey("cure")) {
      text.append(INDENT).append("-> ").append(Fields.text(finding, "cure")).append('\n');
    }
  }

  private static boolean needsDoing(String outcome) {
    return outcome.equals("FAIL") || outcome.equals("WARN");
  }
}

package org.holdfast.web.backup;

import java.util.Map;
import org.holdfast.ejb.backup.TestRestoreReport;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** What came of a test restore, as REST shows it. */
final class ReportDocument {

  private ReportDocument() {}

  static String render(TestRestoreReport report) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("file", report.backup().file());
    json.put("ok", report.succeeded());
    json.put("steps", report.steps().stream().map(ReportDocument::render).toList());
    json.put("objects", report.backup().objects());
    json.put("rows", report.backup().rows());
    return Json.write(json);
  }

  private static Map<String, @Nullable Object> render(TestRestoreReport.Step step) {
    var error = step.error();
    Map<String, @Nullable Object> json = Json.object();
    json.put("step", step.name());
    json.put("ok", error == null);
    json.put("detail", step.outcome());
    json.put("milliseconds", step.took().toMillis());
    Json.putIfPresent(json, "code", error == null ? null : error.id());
    return json;
  }
}

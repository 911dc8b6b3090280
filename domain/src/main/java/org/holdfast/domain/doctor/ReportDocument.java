package org.holdfast.domain.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;

/** The one form that a report has as JSON, over REST and in the command line. */
public final class ReportDocument {

  private ReportDocument() {}

  /** Names and values, for a writer of JSON: texts, numbers, maps and lists; no nulls. */
  public static Map<String, Object> of(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", report.at().toString());
    json.put("place", report.place().name());
    json.put("version", report.version());
    // The first of them for itself: with one Root of Trust there is no need to look further.
    report.roots().stream().findFirst().map(ReportDocument::hsm).ifPresent(json::putAll);
    json.put("roots", report.roots().stream().map(ReportDocument::root).toList());
    json.put("outcome", report.outcome().name());
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Outcome outcome : List.of(Outcome.PASS, Outcome.WARN, Outcome.FAIL, Outcome.SKIPPED)) {
      counts.put(outcome.name().toLowerCase(Locale.ROOT), report.count(outcome));
    }
    json.put("counts", counts);
    json.put("findings", report.findings().stream().map(ReportDocument::finding).toList());
    return json;
  }

  private static Map<String, Object> root(Report.Root root) {
    Map<String, Object> json = new LinkedHashMap<>();
    putIfPresent(json, "root", root.name());
    json.putAll(hsm(root));
    return json;
  }

  private static Map<String, Object> hsm(Report.Root root) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("vendor", root.vendor());
    json.put("library", root.library());
    putIfPresent(json, "tokenLabel", root.tokenLabel());
    return json;
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", finding.step().id());
    json.put("section", finding.step().section().displayName());
    putIfPresent(json, "root", finding.root());
    json.put("title", finding.title());
    json.put("outcome", finding.outcome().name());
    json.put("found", finding.found());
    ErrorCode code = finding.code();
    putIfPresent(json, "code", code == null ? null : code.id());
    putIfPresent(json, "cure", finding.cure());
    return json;
  }

  private static void putIfPresent(
      Map<String, Object> json, String name, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}

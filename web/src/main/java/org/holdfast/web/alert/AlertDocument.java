package org.holdfast.web.alert;

import java.util.Map;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Alerts as REST shows them. */
final class AlertDocument {

  private AlertDocument() {}

  static Map<String, @Nullable Object> render(Alert alert) {
    Finding finding = alert.finding();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", alert.id());
    json.put("node", alert.node());
    json.put("kind", finding.kind().name());
    json.put("severity", finding.severity().name());
    json.put("state", alert.state().name());
    json.put("subject", finding.subject());
    json.put("text", alert.text());
    json.put("cause", cause(finding));
    json.put("since", alert.since());
    Alert.Acknowledgement acknowledgement = alert.acknowledgement();
    if (acknowledgement != null) {
      json.put("acknowledged", acknowledged(acknowledgement));
    }
    Json.putIfPresent(json, "cleared", alert.cleared());
    json.put("runbook", finding.kind().runbook());
    return json;
  }

  private static Map<String, @Nullable Object> cause(Finding finding) {
    ErrorCode code = finding.code();
    Map<String, @Nullable Object> json = Json.object();
    json.put("code", code.id());
    json.put("title", code.title());
    json.put("cure", code.cure());
    if (!finding.detail().isEmpty()) {
      json.put("detail", finding.detail());
    }
    return json;
  }

  private static Map<String, @Nullable Object> acknowledged(Alert.Acknowledgement by) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("by", by.by());
    json.put("at", by.at());
    json.put("note", by.note());
    return json;
  }
}

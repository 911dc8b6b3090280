package org.holdfast.web.audit;

import java.util.Map;
import org.holdfast.domain.audit.chain.ChainReport;
import org.holdfast.domain.audit.chain.Finding;
import org.holdfast.domain.audit.chain.Tombstone;
import org.holdfast.ejb.audit.VerificationView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** A verification of the audit trail as a document. */
final class VerificationDocument {

  private VerificationDocument() {}

  static Map<String, @Nullable Object> render(VerificationView view) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("state", view.state().name());
    json.put("by", view.by());
    json.put("startedAt", view.startedAt());
    json.put("finishedAt", view.finishedAt());
    json.put("segmentsDone", view.done().segments());
    json.put("segmentsTotal", view.total().segments());
    json.put("rowsDone", view.done().rows());
    json.put("rowsTotal", view.total().rows());
    json.put("error", ChainDocument.cause(view.failure()));
    ChainReport report = view.report();
    json.put("report", report == null ? null : render(report));
    return json;
  }

  private static Map<String, @Nullable Object> render(ChainReport report) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("segments", report.segments());
    json.put("rows", report.rows());
    json.put("findingsTotal", report.findingsTotal());
    json.put("findings", report.findings().stream().map(VerificationDocument::render).toList());
    json.put("chains", report.chains().stream().map(VerificationDocument::render).toList());
    json.put(
        "checkpoints", report.checkpoints().stream().map(VerificationDocument::render).toList());
    json.put("tombstones", report.tombstones().stream().map(VerificationDocument::render).toList());
    json.put("caughtUpRows", report.caughtUpRows());
    json.put("longestWaitSeconds", report.longestWait().toSeconds());
    json.put("restoredRows", report.restoredRows());
    return json;
  }

  private static Map<String, @Nullable Object> render(Finding finding) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("kind", finding.kind().name());
    json.put("node", finding.node());
    json.put("sequence", finding.sequence());
    json.put("position", finding.position());
    json.put("at", finding.at());
    json.put("detail", finding.detail());
    return json;
  }

  private static Map<String, @Nullable Object> render(ChainReport.Chain chain) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("node", chain.node());
    json.put("position", chain.position());
    json.put("hash", chain.hash());
    json.put("provedUpTo", chain.provedUpTo());
    return json;
  }

  private static Map<String, @Nullable Object> render(ChainReport.CheckedCheckpoint checkpoint) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("node", checkpoint.node());
    json.put("position", checkpoint.position());
    json.put("madeAt", checkpoint.madeAt());
    json.put("key", checkpoint.key());
    json.put("result", checkpoint.result().name());
    return json;
  }

  private static Map<String, @Nullable Object> render(ChainReport.CheckedTombstone checked) {
    Tombstone.Removed removed = checked.removed();
    Map<String, @Nullable Object> json = Json.object();
    json.put("node", removed.node());
    json.put("fromPosition", removed.fromPosition());
    json.put("toPosition", removed.toPosition());
    json.put("rows", removed.rows());
    json.put("firstAt", removed.firstAt());
    json.put("lastAt", removed.lastAt());
    json.put("by", removed.by());
    json.put("madeAt", removed.madeAt());
    json.put("result", checked.result().name());
    return json;
  }
}

package org.holdfast.web.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.audit.chain.SealedRow;
import org.holdfast.ejb.audit.ExportAudit;
import org.holdfast.web.csv.Csv;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit trail out, oldest first, while it is read: the server holds a page at a time.
 * Each row comes with its digest and the segment that seals it, so that a file can be compared with
 * the chain.
 */
@ApplicationScoped
public class AuditExport {

  /** The forms of a file. */
  public enum Format {
    /** RFC 4180, with a head line. */
    CSV("text/csv; charset=UTF-8; header=present", "audit-trail.csv"),
    /** JSON, one object on each line. */
    JSON("application/x-ndjson", "audit-trail.jsonl");

    private final String mediaType;
    private final String file;

    Format(String mediaType, String file) {
      this.mediaType = mediaType;
      this.file = file;
    }

    /** The value of Content-Type. */
    public String mediaType() {
      return mediaType;
    }

    /** The value of Content-Disposition. */
    public String disposition() {
      return "attachment; filename=\"" + file + "\"";
    }
  }

  private static final String HEAD =
      Csv.line(
          "node",
          "sequence",
          "at",
          "user",
          "operation",
          "outcome",
          "subject",
          "code",
          "detail",
          "chain",
          "position",
          "digest");

  @Inject private ExportAudit exportAudit;

  /** What is asked before the first byte is sent, so that a failure can still be answered. */
  public List<SealedRow> begin(AuditQuery query, Format format) {
    exportAudit.begin(query, format.name());
    return exportAudit.page(query, null);
  }

  /** Writes the page that {@link #begin} has given and all after it. */
  public void write(AuditQuery query, Format format, List<SealedRow> first, Writer out)
      throws IOException {
    if (format == Format.CSV) {
      out.write(HEAD + Csv.END);
    }
    List<SealedRow> page = first;
    while (!page.isEmpty()) {
      for (SealedRow row : page) {
        out.write(format == Format.CSV ? csv(row) + Csv.END : json(row) + "\n");
      }
      page = exportAudit.page(query, page.get(page.size() - 1).row());
    }
    out.flush();
  }

  static String csv(SealedRow sealed) {
    AuditRow row = sealed.row();
    return Csv.line(
        row.node(),
        row.sequence(),
        row.at(),
        row.actor(),
        row.operation(),
        row.outcome(),
        row.subject(),
        row.code(),
        row.detail(),
        sealed.chain(),
        sealed.position(),
        row.digest());
  }

  static String json(SealedRow sealed) {
    AuditRow row = sealed.row();
    Map<String, @Nullable Object> json = Json.object();
    json.put("node", row.node());
    json.put("sequence", row.sequence());
    json.put("at", row.at());
    json.put("user", row.actor());
    json.put("operation", row.operation());
    json.put("outcome", row.outcome());
    Json.putIfPresent(json, "subject", row.subject());
    Json.putIfPresent(json, "code", row.code());
    json.put("detail", row.detail());
    Json.putIfPresent(json, "chain", sealed.chain());
    Json.putIfPresent(json, "position", sealed.position());
    json.put("digest", row.digest());
    return Json.write(json);
  }
}

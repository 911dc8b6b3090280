package org.holdfast.domain.syslog;

import java.util.HashMap;
import java.util.Map;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.chain.AuditRow;
import org.holdfast.domain.syslog.SyslogMessage.Severity;
import org.jspecify.annotations.Nullable;

/** Makes a syslog message of a row of the audit trail. */
public final class AuditMessage {

  /** MSGID of audit records. */
  public static final String ID = "AUDIT";

  private AuditMessage() {}

  /**
   * The message of a row.
   *
   * @param position of the segment that seals it, by which it can be told where it belongs
   */
  public static SyslogMessage of(AuditRow row, long position) {
    Map<String, String> data = new HashMap<>();
    data.put("node", row.node().toString());
    data.put("sequence", Long.toString(row.sequence()));
    data.put("position", Long.toString(position));
    data.put("digest", row.digest().toHex());
    data.put("user", row.actor());
    data.put("operation", row.operation());
    data.put("outcome", row.outcome());
    putIfPresent(data, "subject", row.subject());
    putIfPresent(data, "code", row.code());
    return new SyslogMessage(
        severity(row),
        row.at(),
        ID,
        data,
        "%s %s %s: %s".formatted(row.actor(), row.operation(), row.outcome(), row.detail()));
  }

  private static void putIfPresent(Map<String, String> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value.toString());
    }
  }

  private static Severity severity(AuditRow row) {
    if (row.outcome().equals(AuditOutcome.FAILED.name())) {
      return Severity.WARNING;
    }
    return row.outcome().equals(AuditOutcome.UNDONE.name())
        ? Severity.NOTICE
        : Severity.INFORMATIONAL;
  }
}

package org.holdfast.domain.syslog;

import java.time.Instant;
import java.util.Map;

/**
 * A message to syslog receivers, in the parts of RFC 5424 that differ from one to the next; host,
 * application and process are the sender's.
 *
 * @param severity RFC 5424, 6.2.1
 * @param messageId MSGID: up to 32 printable ASCII characters, no spaces, such as {@code AUDIT}
 * @param data parameters of one structured-data element, by name (RFC 5424, 6.3); never a secret
 * @param text MSG, in UTF-8; never a secret
 */
public record SyslogMessage(
    Severity severity, Instant at, String messageId, Map<String, String> data, String text) {

  public SyslogMessage {
    data = Map.copyOf(data);
  }

  /** Those of RFC 5424 that the vault uses. */
  public enum Severity {
    CRITICAL(2),
    ERROR(3),
    WARNING(4),
    NOTICE(5),
    INFORMATIONAL(6);

    private final int code;

    Severity(int code) {
      this.code = code;
    }

    /** The numerical code. */
    public int code() {
      return code;
    }
  }
}

package org.holdfast.domain.syslog;

/** Takes messages for each syslog receiver that is configured. */
public interface SyslogOutbox {

  /**
   * Hands a message over and returns at once; it is sent behind the caller's back, again and again
   * while a receiver is away. Kept in memory, up to a bound, until then: audit records, which must
   * not be lost, are forwarded from the audit trail itself. Never throws.
   */
  void offer(SyslogMessage message);
}

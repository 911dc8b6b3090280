package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Records refusals by themselves, as the transaction of what was refused is rolled back. */
@ApplicationScoped
class Refusals {

  /** The actor of what somebody did who did not prove who they are. */
  static final String UNKNOWN = "unknown";

  private static final int MAX_DETAIL = 500;

  @Inject private AuditTrail audit;

  /**
   * Records a refusal.
   *
   * @param operation what was wanted
   * @param detail may come from outside: its control characters are replaced, its end is cut off
   */
  void record(
      String actor,
      AuditOperation operation,
      @Nullable UUID subject,
      ErrorCode code,
      String detail) {
    String clean = detail.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    int end = Math.min(clean.length(), MAX_DETAIL);
    audit.record(AuditEvent.failed(actor, operation, subject, code, clean.substring(0, end)));
  }
}

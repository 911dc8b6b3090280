package org.holdfast.domain.audit;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded; the trail adds time, node and sequence number.
 *
 * @param actor user name, or {@link #SYSTEM}
 * @param subject the security object, or the operation, that it is about
 * @param code why it failed
 * @param detail in words; never a secret
 */
public record AuditEvent(
    String actor,
    AuditOperation operation,
    AuditOutcome outcome,
    @Nullable UUID subject,
    @Nullable ErrorCode code,
    String detail) {

  /** The actor of what the vault does by itself. */
  public static final String SYSTEM = "system";

  public static AuditEvent succeeded(
      String actor, AuditOperation operation, @Nullable UUID subject, String detail) {
    return new AuditEvent(actor, operation, AuditOutcome.SUCCEEDED, subject, null, detail);
  }

  public static AuditEvent failed(
      String actor,
      AuditOperation operation,
      @Nullable UUID subject,
      ErrorCode code,
      String detail) {
    return new AuditEvent(actor, operation, AuditOutcome.FAILED, subject, code, detail);
  }
}

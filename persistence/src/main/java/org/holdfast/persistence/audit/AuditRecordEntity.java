package org.holdfast.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.AuditRecord;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(schema = "vault", name = "audit_record")
class AuditRecordEntity {

  @Embeddable
  record Id(@Column(name = "node_id") UUID nodeId, @Column(name = "sequence") long sequence)
      implements Serializable {}

  @EmbeddedId
  @Column(nullable = false)
  Id id;

  @Column(nullable = false)
  Instant at;

  @Column(nullable = false)
  String actor;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  AuditOperation operation;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  AuditOutcome outcome;

  @Nullable UUID subject;

  @Nullable String code;

  @Column(nullable = false)
  String detail;

  AuditRecord toDomain() {
    return new AuditRecord(
        id.nodeId(),
        id.sequence(),
        at,
        new AuditEvent(actor, operation, outcome, subject, errorCode(), detail));
  }

  private @Nullable ErrorCode errorCode() {
    return Arrays.stream(ErrorCode.values())
        .filter(candidate -> candidate.id().equals(code))
        .findFirst()
        .orElse(null);
  }
}

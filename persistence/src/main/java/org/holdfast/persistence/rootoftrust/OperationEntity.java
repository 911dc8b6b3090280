package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationPhase;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "node", name = "operation")
class OperationEntity {

  @Id UUID id;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  OperationKind kind;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  OperationPhase phase;

  @Column(nullable = false)
  String actor;

  @Column(name = "vendor_id")
  @Nullable String vendorId;

  @Column(name = "token_label")
  @Nullable String tokenLabel;

  @Column(name = "key_number")
  @Nullable Integer keyNumber;

  @Column(name = "started_at", nullable = false)
  Instant startedAt;

  @Column(nullable = false)
  Instant deadline;

  static OperationEntity from(Operation operation, UUID node) {
    KeyRef key = operation.newKey();
    OperationEntity row = new OperationEntity();
    row.id = operation.id();
    row.nodeId = node;
    row.kind = operation.kind();
    row.phase = operation.phase();
    row.actor = operation.actor();
    row.vendorId = operation.vendorId();
    row.tokenLabel = operation.tokenLabel();
    row.keyNumber = key == null ? null : key.number();
    row.startedAt = operation.started();
    row.deadline = operation.deadline();
    return row;
  }

  Operation toDomain() {
    return new Operation(
        id,
        kind,
        phase,
        actor,
        vendorId,
        tokenLabel,
        keyNumber == null ? null : new KeyRef(keyNumber),
        startedAt,
        deadline);
  }
}

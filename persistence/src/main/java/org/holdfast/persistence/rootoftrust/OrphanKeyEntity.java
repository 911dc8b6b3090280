package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "node", name = "orphan_key")
class OrphanKeyEntity {

  @Id
  @Column(name = "operation_id")
  UUID operationId;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;

  @Column(name = "vendor_id", nullable = false)
  String vendorId;

  @Column(name = "token_label")
  @Nullable String tokenLabel;

  @Column(name = "key_number", nullable = false)
  int keyNumber;

  @Column(name = "recorded_at", nullable = false)
  Instant recordedAt;

  @Column(name = "destroyed_at")
  @Nullable Instant destroyedAt;

  static OrphanKeyEntity from(OrphanKey orphan, UUID node, Instant at) {
    OrphanKeyEntity row = new OrphanKeyEntity();
    row.operationId = orphan.operation();
    row.nodeId = node;
    row.vendorId = orphan.vendorId();
    row.tokenLabel = orphan.tokenLabel();
    row.keyNumber = orphan.key().number();
    row.recordedAt = at;
    return row;
  }

  OrphanKey toDomain() {
    return new OrphanKey(operationId, vendorId, tokenLabel, new KeyRef(keyNumber));
  }
}

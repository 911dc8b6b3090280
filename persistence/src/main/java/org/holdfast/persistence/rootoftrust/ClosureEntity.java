package org.holdfast.persistence.rootoftrust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.rootoftrust.VaultClosure;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "node", name = "vault_closure")
class ClosureEntity {

  @Id UUID id;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;

  @Column(name = "closed_by", nullable = false)
  String closedBy;

  @Column(nullable = false)
  String reason;

  @Column(name = "closed_at", nullable = false)
  Instant closedAt;

  @Column(name = "opened_by")
  @Nullable String openedBy;

  @Column(name = "opened_at")
  @Nullable Instant openedAt;

  static ClosureEntity from(VaultClosure closure, UUID node) {
    ClosureEntity row = new ClosureEntity();
    row.id = closure.id();
    row.nodeId = node;
    row.closedBy = closure.by();
    row.reason = closure.reason();
    row.closedAt = closure.at();
    return row;
  }

  VaultClosure toDomain() {
    return new VaultClosure(id, closedBy, reason, closedAt);
  }
}

package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/** What each row of the vault schema says of itself: who added it, when, on which node. */
@MappedSuperclass
class VaultRow {

  @Id UUID id;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;
}

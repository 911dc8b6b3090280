package org.holdfast.persistence.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(schema = "vault", name = "object_version")
class ObjectVersionEntity {

  @Id UUID id;

  @Column(name = "object_id", nullable = false)
  UUID objectId;

  @Column(nullable = false)
  int version;

  @Column(nullable = false)
  int bits;

  @Column(nullable = false)
  byte[] iv;

  @Column(nullable = false)
  byte[] sealed;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;
}

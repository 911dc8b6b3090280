package org.holdfast.persistence.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.object.ObjectState;

@Entity
@Table(schema = "vault", name = "object_state")
class ObjectStateEntity {

  @Id UUID id;

  @Column(name = "object_id", nullable = false)
  UUID objectId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  ObjectState state;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;
}

package org.holdfast.persistence.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "vault", name = "security_object")
class SecurityObjectEntity {

  @Id UUID id;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  ObjectType type;

  @Enumerated(EnumType.STRING)
  @Nullable Algorithm algorithm;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;
}

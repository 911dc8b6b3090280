package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(schema = "vault", name = "user_password")
class UserPasswordEntity {

  @Id UUID id;

  @Column(name = "user_id", nullable = false)
  UUID userId;

  @Column(nullable = false)
  String hash;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;
}

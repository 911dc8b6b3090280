package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;

@Entity
@Table(schema = "vault", name = "console_user")
class ConsoleUserEntity {

  @Id UUID id;

  @Column(nullable = false)
  String name;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Role role;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;

  static ConsoleUserEntity from(User user, Instant at, UUID node) {
    ConsoleUserEntity row = new ConsoleUserEntity();
    row.id = user.id();
    row.name = user.name().value();
    row.role = user.role();
    row.createdAt = at;
    row.nodeId = node;
    return row;
  }

  User toDomain(String passwordHash) {
    return new User(id, new UserName(name), role, passwordHash);
  }
}

package org.holdfast.persistence.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "vault", name = "object_attribute")
class ObjectAttributeEntity {

  /** The attribute that holds the object's name. */
  static final String NAME = "name";

  @Id UUID id;

  @Column(name = "object_id", nullable = false)
  UUID objectId;

  @Column(nullable = false)
  String name;

  @Nullable String value;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  @Column(name = "node_id", nullable = false)
  UUID nodeId;
}

package org.holdfast.persistence.object;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.jspecify.annotations.Nullable;

/** An object as its newest rows have it; kept by triggers, written by nobody else. */
@Entity
@Immutable
@Table(schema = "node", name = "object_current")
class CurrentObjectEntity {

  @Id
  @Column(name = "object_id")
  UUID objectId;

  @Column(nullable = false)
  String name;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  ObjectType type;

  @Enumerated(EnumType.STRING)
  @Nullable Algorithm algorithm;

  @Column(nullable = false)
  int bits;

  @Column(nullable = false)
  int version;

  @Column(name = "version_id", nullable = false)
  UUID versionId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  ObjectState state;

  @Column(name = "state_since", nullable = false)
  Instant stateSince;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  SecurityObject toDomain() {
    return new SecurityObject(
        new ObjectId(objectId),
        name,
        type,
        algorithm,
        bits,
        version,
        state,
        createdAt,
        createdBy,
        stateSince);
  }
}

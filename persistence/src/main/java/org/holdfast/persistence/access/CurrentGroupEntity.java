package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.GroupId;

/** An endpoint group as its newest rows have it; kept by triggers. */
@Entity
@Immutable
@Table(schema = "node", name = "endpoint_group_current")
class CurrentGroupEntity {

  @Id UUID id;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  boolean living;

  @Column(nullable = false)
  String description;

  @Column(nullable = false)
  UUID revision;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  EndpointGroup toDomain(long members) {
    return new EndpointGroup(
        new GroupId(id), name, description, members, createdAt, createdBy, revision);
  }
}

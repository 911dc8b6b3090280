package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A group's name and description from some time on, or its end. */
@Entity
@Table(schema = "vault", name = "endpoint_group_change")
class GroupChangeEntity extends VaultRow {

  @Column(name = "group_id", nullable = false)
  UUID groupId;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  String description;

  @Column(nullable = false)
  boolean deleted;
}

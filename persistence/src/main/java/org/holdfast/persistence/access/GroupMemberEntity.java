package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** That an endpoint is in a group, or no more, from some time on. */
@Entity
@Table(schema = "vault", name = "group_member")
class GroupMemberEntity extends VaultRow {

  @Column(name = "group_id", nullable = false)
  UUID groupId;

  @Column(name = "endpoint_id", nullable = false)
  UUID endpointId;

  @Column(nullable = false)
  boolean member;
}

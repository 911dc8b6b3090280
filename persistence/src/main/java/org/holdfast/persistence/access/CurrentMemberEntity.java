package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** That an endpoint is in a group; kept by triggers. */
@Entity
@Immutable
@Table(schema = "node", name = "group_member_current")
class CurrentMemberEntity {

  @Embeddable
  record Id(@Column(name = "group_id") UUID groupId, @Column(name = "endpoint_id") UUID endpointId)
      implements Serializable {}

  @EmbeddedId
  @Column(nullable = false)
  Id id;
}

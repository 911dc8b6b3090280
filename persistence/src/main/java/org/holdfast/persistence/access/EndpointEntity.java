package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** An endpoint; what may change of it is in {@link EndpointChangeEntity}. */
@Entity
@Table(schema = "vault", name = "endpoint")
class EndpointEntity extends VaultRow {

  @Column(nullable = false)
  String name;
}

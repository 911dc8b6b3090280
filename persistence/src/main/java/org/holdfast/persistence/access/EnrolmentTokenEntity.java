package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The digest of an enrolment token. */
@Entity
@Table(schema = "vault", name = "enrolment_token")
class EnrolmentTokenEntity extends VaultRow {

  @Column(name = "endpoint_id", nullable = false)
  UUID endpointId;

  @Column(nullable = false)
  byte[] digest;

  @Column(name = "expires_at", nullable = false)
  Instant expiresAt;
}

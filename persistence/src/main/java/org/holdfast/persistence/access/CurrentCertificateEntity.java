package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** A certificate and whether it is revoked; kept by triggers. */
@Entity
@Immutable
@Table(schema = "node", name = "certificate_current")
class CurrentCertificateEntity {

  @Id UUID id;

  @Column(nullable = false)
  byte[] fingerprint;

  @Column(name = "endpoint_id", nullable = false)
  UUID endpointId;

  @Column(nullable = false)
  String serial;

  @Column(name = "not_before", nullable = false)
  Instant notBefore;

  @Column(name = "not_after", nullable = false)
  Instant notAfter;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  EndpointCertificate toDomain() {
    return new EndpointCertificate(
        id,
        new EndpointId(endpointId),
        serial,
        Bytes.of(fingerprint),
        notBefore,
        notAfter,
        revokedAt);
  }
}

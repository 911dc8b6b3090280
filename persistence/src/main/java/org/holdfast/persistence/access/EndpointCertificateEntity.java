package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A certificate that was given for the token with the same identifier. */
@Entity
@Table(schema = "vault", name = "endpoint_certificate")
class EndpointCertificateEntity extends VaultRow {

  @Column(name = "endpoint_id", nullable = false)
  UUID endpointId;

  @Column(nullable = false)
  String serial;

  @Column(nullable = false)
  byte[] fingerprint;

  @Column(nullable = false)
  byte[] certificate;

  @Column(name = "not_before", nullable = false)
  Instant notBefore;

  @Column(name = "not_after", nullable = false)
  Instant notAfter;
}

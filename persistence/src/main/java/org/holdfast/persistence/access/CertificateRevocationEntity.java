package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** That a certificate is not to be trusted any more. */
@Entity
@Table(schema = "vault", name = "certificate_revocation")
class CertificateRevocationEntity extends VaultRow {

  @Column(name = "certificate_id", nullable = false)
  UUID certificateId;

  @Column(nullable = false)
  String reason;
}

package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.WalletId;
import org.jspecify.annotations.Nullable;

/** An endpoint as its newest rows have it; kept by triggers. */
@Entity
@Immutable
@Table(schema = "node", name = "endpoint_current")
class CurrentEndpointEntity {

  @Id UUID id;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  boolean living;

  @Column(nullable = false)
  String description;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  EndpointState state;

  @Column(name = "default_wallet_id")
  @Nullable UUID defaultWalletId;

  @Column(name = "certificate_id")
  @Nullable UUID certificateId;

  @Column(nullable = false)
  UUID revision;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  Endpoint toDomain(@Nullable CurrentCertificateEntity certificate) {
    return new Endpoint(
        new EndpointId(id),
        new EndpointName(name),
        description,
        state,
        defaultWalletId == null ? null : new WalletId(defaultWalletId),
        certificate == null ? null : certificate.toDomain(),
        createdAt,
        createdBy,
        revision);
  }
}

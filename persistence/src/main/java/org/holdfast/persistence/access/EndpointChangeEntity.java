package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.holdfast.domain.access.EndpointState;
import org.jspecify.annotations.Nullable;

/** An endpoint's state, description and default wallet from some time on. */
@Entity
@Table(schema = "vault", name = "endpoint_change")
class EndpointChangeEntity extends VaultRow {

  @Column(name = "endpoint_id", nullable = false)
  UUID endpointId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  EndpointState state;

  @Column(nullable = false)
  String description;

  @Column(name = "default_wallet_id")
  @Nullable UUID defaultWalletId;
}

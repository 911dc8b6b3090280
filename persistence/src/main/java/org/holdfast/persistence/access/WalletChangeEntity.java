package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.holdfast.domain.access.Protection;

/** A virtual wallet's name, description and protection from some time on, or its end. */
@Entity
@Table(schema = "vault", name = "virtual_wallet_change")
class WalletChangeEntity extends VaultRow {

  @Column(name = "wallet_id", nullable = false)
  UUID walletId;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  String description;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Protection protection;

  @Column(nullable = false)
  boolean deleted;
}

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
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;

/** A virtual wallet as its newest rows have it; kept by triggers. */
@Entity
@Immutable
@Table(schema = "node", name = "virtual_wallet_current")
class CurrentWalletEntity {

  @Id UUID id;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  boolean living;

  @Column(nullable = false)
  String description;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Protection protection;

  @Column(nullable = false)
  UUID revision;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  VirtualWallet toDomain() {
    return new VirtualWallet(
        new WalletId(id), name, description, protection, createdAt, createdBy, revision);
  }
}

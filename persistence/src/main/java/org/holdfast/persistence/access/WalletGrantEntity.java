package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Grantee;
import org.jspecify.annotations.Nullable;

/** Access granted from some time on, or, without a level, taken away. */
@Entity
@Table(schema = "vault", name = "wallet_grant")
class WalletGrantEntity extends VaultRow {

  @Column(name = "wallet_id", nullable = false)
  UUID walletId;

  @Enumerated(EnumType.STRING)
  @Column(name = "grantee_kind", nullable = false)
  Grantee.Kind granteeKind;

  @Column(name = "grantee_id", nullable = false)
  UUID granteeId;

  @Enumerated(EnumType.STRING)
  @Nullable AccessLevel level;
}

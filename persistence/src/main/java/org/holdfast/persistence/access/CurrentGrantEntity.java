package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.WalletId;

/** Access that is granted; kept by triggers. */
@Entity
@Immutable
@Table(schema = "node", name = "wallet_grant_current")
class CurrentGrantEntity {

  @Embeddable
  record Id(
      @Column(name = "wallet_id") UUID walletId,
      @Enumerated(EnumType.STRING) @Column(name = "grantee_kind") Grantee.Kind kind,
      @Column(name = "grantee_id") UUID granteeId)
      implements Serializable {}

  @EmbeddedId
  @Column(nullable = false)
  Id id;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  AccessLevel level;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "created_by", nullable = false)
  String createdBy;

  Grant toDomain(String granteeName) {
    return new Grant(
        new WalletId(id.walletId()),
        new Grantee(id.kind(), id.granteeId()),
        granteeName,
        level,
        createdAt,
        createdBy);
  }
}

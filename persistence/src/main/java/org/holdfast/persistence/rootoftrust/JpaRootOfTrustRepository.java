package org.holdfast.persistence.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.rootoftrust.RootOfTrustRepository;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.jspecify.annotations.Nullable;

/** One row per node; no row is {@link RootOfTrustState.NotInstalled}. */
@ApplicationScoped
class JpaRootOfTrustRepository implements RootOfTrustRepository {

  @PersistenceContext private EntityManager entities;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;

  @Override
  public RootOfTrustState load() {
    return toDomain(entities.find(RootOfTrustEntity.class, node.id()));
  }

  @Override
  public RootOfTrustState lock() {
    return toDomain(
        entities.find(RootOfTrustEntity.class, node.id(), LockModeType.PESSIMISTIC_WRITE));
  }

  @Override
  public void save(RootOfTrustState state) {
    RootOfTrustEntity row = entities.find(RootOfTrustEntity.class, node.id());
    if (row == null) {
      row = new RootOfTrustEntity();
      row.nodeId = node.id();
      row.set(state, clock.instant());
      entities.persist(row);
    } else {
      row.set(state, clock.instant());
    }
  }

  @Override
  public Optional<Instant> credentialRefused() {
    return Optional.ofNullable(entities.find(RootOfTrustEntity.class, node.id()))
        .map(row -> row.credentialRefusedAt);
  }

  @Override
  public void saveCredentialRefused(boolean refused) {
    RootOfTrustEntity row = entities.find(RootOfTrustEntity.class, node.id());
    if (row != null) {
      row.credentialRefusedAt = refused ? clock.instant() : null;
    }
  }

  private static RootOfTrustState toDomain(@Nullable RootOfTrustEntity row) {
    return row == null ? new RootOfTrustState.NotInstalled() : row.toDomain();
  }
}

package org.holdfast.persistence.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrustRepository;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.jspecify.annotations.Nullable;

/**
 * One row per node; no row is {@link RootOfTrustState.NotInstalled}. The Roots of Trust are rows of
 * their own, one a priority.
 */
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
    save(RootOfTrustEntity.rootsOf(state));
  }

  private void save(@Nullable RootsOfTrust roots) {
    int count = roots == null ? 0 : roots.size();
    for (int priority = 1; priority <= RootsOfTrust.MOST; priority++) {
      HsmRootEntity row = find(priority);
      if (roots == null || priority > count) {
        if (row != null) {
          entities.remove(row);
        }
      } else if (row == null) {
        entities.persist(
            HsmRootEntity.at(node.id(), priority).set(roots.inOrder().get(priority - 1)));
      } else {
        row.set(roots.inOrder().get(priority - 1));
      }
    }
  }

  @Override
  public Optional<Instant> credentialRefused(TokenAddress token) {
    return Optional.ofNullable(refusal(token)).map(row -> row.refusedAt);
  }

  @Override
  public void saveCredentialRefused(TokenAddress token, boolean refused) {
    CredentialRefusalEntity row = refusal(token);
    if (!refused) {
      if (row != null) {
        entities.remove(row);
      }
    } else if (row == null) {
      row = new CredentialRefusalEntity();
      row.id = CredentialRefusalEntity.Id.of(node.id(), token);
      row.refusedAt = clock.instant();
      entities.persist(row);
    } else {
      row.refusedAt = clock.instant();
    }
  }

  private @Nullable CredentialRefusalEntity refusal(TokenAddress token) {
    return entities.find(
        CredentialRefusalEntity.class, CredentialRefusalEntity.Id.of(node.id(), token));
  }

  private @Nullable HsmRootEntity find(int priority) {
    return entities.find(HsmRootEntity.class, new HsmRootEntity.Id(node.id(), priority));
  }

  private RootOfTrustState toDomain(@Nullable RootOfTrustEntity row) {
    return row == null ? new RootOfTrustState.NotInstalled() : row.toDomain(roots());
  }

  private @Nullable RootsOfTrust roots() {
    List<NamedRoot> roots = new ArrayList<>();
    for (int priority = 1; priority <= RootsOfTrust.MOST; priority++) {
      HsmRootEntity row = find(priority);
      if (row != null) {
        roots.add(row.toDomain());
      }
    }
    return roots.isEmpty() ? null : new RootsOfTrust(roots);
  }
}

package org.holdfast.persistence.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.rootoftrust.ClosureRepository;
import org.holdfast.domain.rootoftrust.VaultClosure;

@ApplicationScoped
class JpaClosureRepository implements ClosureRepository {

  @PersistenceContext private EntityManager entities;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;

  @Override
  public void add(VaultClosure closure) {
    entities.persist(ClosureEntity.from(closure, node.id()));
  }

  @Override
  public List<VaultClosure> inForce() {
    return entities
        .createQuery(
            "select c from ClosureEntity c where c.nodeId = :node and c.openedAt is null"
                + " order by c.id desc",
            ClosureEntity.class)
        .setParameter("node", node.id())
        .getResultStream()
        .map(ClosureEntity::toDomain)
        .toList();
  }

  @Override
  public void end(Collection<UUID> closures, String by) {
    for (UUID closure : closures) {
      ClosureEntity row = entities.find(ClosureEntity.class, closure);
      row.openedBy = by;
      row.openedAt = clock.instant();
    }
  }
}

package org.holdfast.persistence.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationJournal;
import org.holdfast.domain.rootoftrust.OperationPhase;
import org.holdfast.domain.rootoftrust.OrphanKey;
import org.holdfast.domain.secret.Bytes;

@ApplicationScoped
class JpaOperationJournal implements OperationJournal {

  @PersistenceContext private EntityManager entities;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;

  @Override
  public void begin(Operation operation) {
    entities.persist(OperationEntity.from(operation, node.id()));
  }

  @Override
  public void renumber(UUID operation, KeyRef newKey) {
    entities.find(OperationEntity.class, operation).keyNumber = newKey.number();
  }

  @Override
  public void advance(UUID operation, OperationPhase phase) {
    entities.find(OperationEntity.class, operation).phase = phase;
  }

  @Override
  public void plan(UUID operation, FilePlan plan) {
    plan.replaced()
        .forEach(
            (file, digest) ->
                entities.persist(OperationFileEntity.from(operation, file, digest.toByteArray())));
    plan.removed()
        .forEach(file -> entities.persist(OperationFileEntity.from(operation, file, null)));
  }

  @Override
  public FilePlan planOf(UUID operation) {
    Map<HomeFile, Bytes> replaced = new EnumMap<>(HomeFile.class);
    Set<HomeFile> removed = EnumSet.noneOf(HomeFile.class);
    entities
        .createQuery(
            "select f from OperationFileEntity f where f.id.operationId = :operation",
            OperationFileEntity.class)
        .setParameter("operation", operation)
        .getResultStream()
        .forEach(row -> put(row, replaced, removed));
    return new FilePlan(replaced, removed);
  }

  @Override
  public List<Operation> open() {
    return entities
        .createQuery(
            "select o from OperationEntity o where o.nodeId = :node and o.phase in :open"
                + " order by o.id",
            OperationEntity.class)
        .setParameter("node", node.id())
        .setParameter("open", EnumSet.of(OperationPhase.INTENT, OperationPhase.COMMITTED))
        .getResultStream()
        .map(OperationEntity::toDomain)
        .toList();
  }

  @Override
  public void addOrphan(OrphanKey orphan) {
    entities.persist(OrphanKeyEntity.from(orphan, node.id(), clock.instant()));
  }

  @Override
  public List<OrphanKey> orphans() {
    return entities
        .createQuery(
            "select k from OrphanKeyEntity k where k.nodeId = :node and k.destroyedAt is null"
                + " order by k.operationId",
            OrphanKeyEntity.class)
        .setParameter("node", node.id())
        .getResultStream()
        .map(OrphanKeyEntity::toDomain)
        .toList();
  }

  @Override
  public void orphanDestroyed(OrphanKey orphan) {
    entities.find(OrphanKeyEntity.class, orphan.operation()).destroyedAt = clock.instant();
  }

  @Override
  public void addFormerKey(FormerKey former) {
    entities.persist(FormerKeyEntity.from(former, node.id(), clock.instant()));
  }

  @Override
  public List<FormerKey> formerKeys() {
    return entities
        .createQuery(
            "select k from FormerKeyEntity k where k.nodeId = :node and k.destroyedAt is null"
                + " order by k.id.operationId, k.id.name",
            FormerKeyEntity.class)
        .setParameter("node", node.id())
        .getResultStream()
        .map(FormerKeyEntity::toDomain)
        .toList();
  }

  @Override
  public Map<HomeFile, Bytes> digests() {
    Map<HomeFile, Bytes> present = new EnumMap<>(HomeFile.class);
    entities
        .createQuery(
            "select f from OperationFileEntity f, OperationEntity o where o.id = f.id.operationId"
                + " and o.nodeId = :node and o.phase in :past order by o.id",
            OperationFileEntity.class)
        .setParameter("node", node.id())
        .setParameter("past", EnumSet.of(OperationPhase.COMMITTED, OperationPhase.DONE))
        .getResultStream()
        .forEach(row -> apply(row, present));
    return present;
  }

  private static void put(
      OperationFileEntity row, Map<HomeFile, Bytes> replaced, Set<HomeFile> removed) {
    if (row.sha256 == null) {
      removed.add(row.file());
    } else {
      replaced.put(row.file(), Bytes.of(row.sha256));
    }
  }

  private static void apply(OperationFileEntity row, Map<HomeFile, Bytes> present) {
    if (row.sha256 == null) {
      present.remove(row.file());
    } else {
      present.put(row.file(), Bytes.of(row.sha256));
    }
  }
}

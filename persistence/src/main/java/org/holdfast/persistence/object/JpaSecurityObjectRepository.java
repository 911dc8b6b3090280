package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectCipher.WrappedDataKey;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Adds rows to the vault schema, and reads through the projections in the node schema. */
@ApplicationScoped
class JpaSecurityObjectRepository implements SecurityObjectRepository {

  private static final EnumSet<ObjectState> DESTROYED =
      EnumSet.of(ObjectState.DESTROYED, ObjectState.DESTROYED_COMPROMISED);

  @PersistenceContext private EntityManager entities;
  @Inject private NodeIdentity node;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  @Override
  public void add(SecurityObject object, SealedMaterial material) {
    SecurityObjectEntity row = new SecurityObjectEntity();
    row.id = object.id().value();
    row.type = object.type();
    row.algorithm = object.algorithm();
    row.createdAt = object.created();
    row.createdBy = object.createdBy();
    row.nodeId = node.id();
    entities.persist(row);
    addName(object);
    addMaterial(object, material);
    // The state comes last: the projection takes an object in once all its parts are there.
    addState(object.id(), object.state(), object.created(), object.createdBy());
    entities.flush();
  }

  @Override
  public Optional<SecurityObject> find(ObjectId id) {
    return current(id).map(CurrentObjectEntity::toDomain);
  }

  @Override
  public Optional<SealedMaterial> material(ObjectId id) {
    return entities
        .createQuery(
            "select v, k from CurrentObjectEntity o"
                + " join ObjectVersionEntity v on v.id = o.versionId"
                + " join CurrentDataKeyEntity c on c.versionId = v.id"
                + " join DataKeyEntity k on k.id = c.dataKeyId"
                + " where o.objectId = :id",
            Object[].class)
        .setParameter("id", id.value())
        .getResultStream()
        .findFirst()
        .map(
            row ->
                new SealedMaterial(
                    toSealed((ObjectVersionEntity) row[0]), ((DataKeyEntity) row[1]).toDomain()));
  }

  @Override
  public boolean nameTaken(String name) {
    return entities
            .createQuery(
                "select count(o) from CurrentObjectEntity o"
                    + " where o.name = :name and o.state not in :destroyed",
                Long.class)
            .setParameter("name", name)
            .setParameter("destroyed", DESTROYED)
            .getSingleResult()
        > 0;
  }

  @Override
  public Page<SecurityObject> list(ObjectQuery query, PageRequest page) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    String where = where(query, parameters);
    TypedQuery<CurrentObjectEntity> rows =
        entities.createQuery(
            "select o from CurrentObjectEntity o"
                + where
                + " order by o.createdAt desc, o.objectId desc",
            CurrentObjectEntity.class);
    TypedQuery<Long> count =
        entities.createQuery("select count(o) from CurrentObjectEntity o" + where, Long.class);
    parameters.forEach(rows::setParameter);
    parameters.forEach(count::setParameter);
    return new Page<>(
        rows.setFirstResult(page.offset())
            .setMaxResults(page.limit())
            .getResultStream()
            .map(CurrentObjectEntity::toDomain)
            .toList(),
        count.getSingleResult());
  }

  @Override
  public void destroy(SecurityObject object, ObjectState state, String actor) {
    addState(object.id(), state, clock.instant(), actor);
    entities.flush();
    // The one place where rows of the vault schema change; a trigger allows nothing else.
    entities
        .createQuery(
            "update DataKeyEntity k set k.iv = :nothing, k.wrapped = :nothing where k.versionId in"
                + " (select v.id from ObjectVersionEntity v where v.objectId = :id)")
        .setParameter("nothing", new byte[0])
        .setParameter("id", object.id().value())
        .executeUpdate();
    entities
        .createQuery(
            "update ObjectVersionEntity v set v.iv = :nothing, v.sealed = :nothing"
                + " where v.objectId = :id")
        .setParameter("nothing", new byte[0])
        .setParameter("id", object.id().value())
        .executeUpdate();
    entities.clear();
  }

  @Override
  public List<StaleDataKey> staleDataKeys(UUID active, UUID after, int limit) {
    return entities
        .createQuery(
            "select k, v, o from CurrentDataKeyEntity c"
                + " join DataKeyEntity k on k.id = c.dataKeyId"
                + " join ObjectVersionEntity v on v.id = c.versionId"
                + " join SecurityObjectEntity o on o.id = v.objectId"
                + " where c.masterKeyId <> :active and c.versionId > :after order by c.versionId",
            Object[].class)
        .setParameter("active", active)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultStream()
        .map(
            row ->
                stale(
                    (DataKeyEntity) row[0],
                    (ObjectVersionEntity) row[1],
                    (SecurityObjectEntity) row[2]))
        .toList();
  }

  @Override
  public long countStaleDataKeys(UUID active) {
    return entities
        .createQuery(
            "select count(c) from CurrentDataKeyEntity c where c.masterKeyId <> :active",
            Long.class)
        .setParameter("active", active)
        .getSingleResult();
  }

  @Override
  public void addDataKey(UUID versionId, WrappedDataKey dataKey) {
    DataKeyEntity row = new DataKeyEntity();
    row.id = Uuid7.next(random);
    row.versionId = versionId;
    row.masterKeyId = dataKey.masterKey();
    row.iv = dataKey.sealed().iv().toByteArray();
    row.wrapped = dataKey.sealed().ciphertext().toByteArray();
    row.createdAt = clock.instant();
    row.nodeId = node.id();
    entities.persist(row);
  }

  private Optional<CurrentObjectEntity> current(ObjectId id) {
    return entities
        .createQuery(
            "select o from CurrentObjectEntity o where o.objectId = :id", CurrentObjectEntity.class)
        .setParameter("id", id.value())
        .getResultStream()
        .findFirst();
  }

  private void addName(SecurityObject object) {
    ObjectAttributeEntity row = new ObjectAttributeEntity();
    row.id = Uuid7.next(random);
    row.objectId = object.id().value();
    row.name = ObjectAttributeEntity.NAME;
    row.value = object.name();
    row.createdAt = object.created();
    row.createdBy = object.createdBy();
    row.nodeId = node.id();
    entities.persist(row);
  }

  private void addMaterial(SecurityObject object, SealedMaterial material) {
    ObjectVersionEntity row = new ObjectVersionEntity();
    row.id = Uuid7.next(random);
    row.objectId = object.id().value();
    row.version = object.version();
    row.bits = object.bits();
    row.iv = material.material().iv().toByteArray();
    row.sealed = material.material().ciphertext().toByteArray();
    row.createdAt = object.created();
    row.createdBy = object.createdBy();
    row.nodeId = node.id();
    entities.persist(row);
    addDataKey(row.id, material.dataKey());
  }

  private void addState(ObjectId id, ObjectState state, Instant at, String actor) {
    ObjectStateEntity row = new ObjectStateEntity();
    row.id = Uuid7.next(random);
    row.objectId = id.value();
    row.state = state;
    row.createdAt = at;
    row.createdBy = actor;
    row.nodeId = node.id();
    entities.persist(row);
  }

  private static StaleDataKey stale(
      DataKeyEntity dataKey, ObjectVersionEntity version, SecurityObjectEntity object) {
    return new StaleDataKey(
        version.id,
        new Binding(new ObjectId(object.id), version.version, object.type),
        dataKey.toDomain());
  }

  private static Sealed toSealed(ObjectVersionEntity row) {
    return new Sealed(Bytes.of(row.iv), Bytes.of(row.sealed));
  }

  private static String where(ObjectQuery query, Map<String, Object> parameters) {
    List<String> terms = new ArrayList<>();
    String part = query.nameContains();
    if (part != null && !part.isBlank()) {
      terms.add("lower(o.name) like :part escape '!'");
      parameters.put("part", "%" + escape(part.strip().toLowerCase(Locale.ROOT)) + "%");
    }
    add(terms, parameters, "type", query.type());
    add(terms, parameters, "state", query.state());
    if (!query.includeDestroyed()) {
      terms.add("o.state not in :destroyed");
      parameters.put("destroyed", DESTROYED);
    }
    return terms.isEmpty() ? "" : " where " + String.join(" and ", terms);
  }

  private static void add(
      List<String> terms, Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value != null) {
      terms.add("o." + name + " = :" + name);
      parameters.put(name, value);
    }
  }

  private static String escape(String part) {
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}

package org.holdfast.persistence.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.GroupRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.persistence.access.VaultRows.Unique;
import org.jspecify.annotations.Nullable;

/** Adds rows to the vault schema, and reads through the projections in the node schema. */
@ApplicationScoped
class JpaGroupRepository implements GroupRepository {

  private static final String SELECT =
      "select g from CurrentGroupEntity g where g.living = true and ";
  private static final String NAMED = "lower(g.name) like :part escape '!'";

  @PersistenceContext private EntityManager entities;
  @Inject private VaultRows rows;

  @Override
  public void add(EndpointGroup group) {
    rows.add(new GroupEntity(), group.id().value(), group.created(), group.createdBy(), null);
    rows.add(
        changeOf(group, false), group.revision(), group.created(), group.createdBy(), uniqueName());
  }

  @Override
  public void change(EndpointGroup group, String by) {
    rows.add(changeOf(group, false), by, uniqueName());
  }

  @Override
  public void delete(EndpointGroup group, String by) {
    rows.add(changeOf(group, true), by, null);
  }

  @Override
  public Optional<EndpointGroup> find(GroupId id) {
    return groups(select("g.id = :id").setParameter("id", id.value())).stream().findFirst();
  }

  @Override
  public Optional<EndpointGroup> find(String name) {
    return groups(select("g.name = :name").setParameter("name", name)).stream().findFirst();
  }

  @Override
  public Page<EndpointGroup> list(@Nullable String nameContains, PageRequest page) {
    String part = NamePart.pattern(nameContains);
    long total =
        entities
            .createQuery(
                "select count(g) from CurrentGroupEntity g where g.living = true and " + NAMED,
                Long.class)
            .setParameter("part", part)
            .getSingleResult();
    return new Page<>(
        groups(
            select(NAMED + " order by g.name")
                .setParameter("part", part)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())),
        total);
  }

  @Override
  public void setMember(GroupId group, EndpointId endpoint, boolean member, String by) {
    GroupMemberEntity row = new GroupMemberEntity();
    row.groupId = group.value();
    row.endpointId = endpoint.value();
    row.member = member;
    rows.add(row, by, null);
  }

  @Override
  public List<EndpointGroup> groupsOf(EndpointId endpoint) {
    return groups(
        select(
                "g.id in (select m.id.groupId from CurrentMemberEntity m"
                    + " where m.id.endpointId = :endpoint) order by g.name")
            .setParameter("endpoint", endpoint.value()));
  }

  @Override
  public Map<EndpointId, List<String>> groupNames(Collection<EndpointId> of) {
    Map<EndpointId, List<String>> names = new HashMap<>();
    if (!of.isEmpty()) {
      entities
          .createQuery(
              "select m.id.endpointId, g.name from CurrentMemberEntity m"
                  + " join CurrentGroupEntity g on g.id = m.id.groupId"
                  + " where m.id.endpointId in :endpoints and g.living = true order by g.name",
              Object[].class)
          .setParameter("endpoints", of.stream().map(EndpointId::value).toList())
          .getResultList()
          .forEach(
              row ->
                  names
                      .computeIfAbsent(new EndpointId((UUID) row[0]), id -> new ArrayList<>())
                      .add((String) row[1]));
    }
    return names;
  }

  private TypedQuery<CurrentGroupEntity> select(String where) {
    return entities.createQuery(SELECT + where, CurrentGroupEntity.class);
  }

  private List<EndpointGroup> groups(TypedQuery<CurrentGroupEntity> query) {
    List<CurrentGroupEntity> found = query.getResultList();
    Map<UUID, Long> members = members(found);
    return found.stream()
        .map(row -> rows.fresh(row).toDomain(members.getOrDefault(row.id, 0L)))
        .toList();
  }

  /** How many endpoints that are not deleted each group has. */
  private Map<UUID, Long> members(List<CurrentGroupEntity> groups) {
    Map<UUID, Long> members = new HashMap<>();
    if (!groups.isEmpty()) {
      entities
          .createQuery(
              "select m.id.groupId, count(m) from CurrentMemberEntity m"
                  + " join CurrentEndpointEntity e on e.id = m.id.endpointId"
                  + " where m.id.groupId in :groups and e.living = true group by m.id.groupId",
              Object[].class)
          .setParameter("groups", groups.stream().map(group -> group.id).toList())
          .getResultList()
          .forEach(row -> members.put((UUID) row[0], (Long) row[1]));
    }
    return members;
  }

  private static GroupChangeEntity changeOf(EndpointGroup group, boolean deleted) {
    GroupChangeEntity row = new GroupChangeEntity();
    row.groupId = group.id().value();
    row.name = group.name();
    row.description = group.description();
    row.deleted = deleted;
    return row;
  }

  private static Unique uniqueName() {
    return new Unique(
        "endpoint_group_current_name",
        new VaultException(ErrorCode.GROUP_NAME_TAKEN).atField("name"));
  }
}

package org.holdfast.persistence.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.WalletId;

/** Reads who has access: of living wallets to living grantees alone. */
@ApplicationScoped
class Grants {

  /** What joins a grant {@code g} with its grantee {@code n}, which has a name. */
  private static final Map<Grantee.Kind, String> GRANTEES =
      new EnumMap<>(
          Map.of(
              Grantee.Kind.USER, " join ConsoleUserEntity n on n.id = g.id.granteeId where 1 = 1",
              Grantee.Kind.ENDPOINT,
                  " join CurrentEndpointEntity n on n.id = g.id.granteeId where n.living = true",
              Grantee.Kind.GROUP,
                  " join CurrentGroupEntity n on n.id = g.id.granteeId where n.living = true"));

  private static final String GRANT =
      "select g, n.name from CurrentGrantEntity g"
          + " join CurrentWalletEntity w on w.id = g.id.walletId and w.living = true";

  @PersistenceContext private EntityManager entities;
  @Inject private VaultRows rows;

  List<Grant> on(WalletId wallet) {
    List<Grant> found = new ArrayList<>();
    for (Grantee.Kind kind : Grantee.Kind.values()) {
      found.addAll(
          grants(
              kind,
              " and g.id.walletId = :wanted order by n.name, g.id.granteeId",
              wallet.value()));
    }
    return found;
  }

  List<Grant> to(Grantee grantee) {
    return grants(
        grantee.kind(), " and g.id.granteeId = :wanted order by w.name, w.id", grantee.id());
  }

  Map<WalletId, AccessLevel> of(Caller caller) {
    Map<WalletId, AccessLevel> furthest = new HashMap<>();
    if (caller.isEndpoint()) {
      add(furthest, Grantee.Kind.ENDPOINT, "= :caller", caller);
      add(
          furthest,
          Grantee.Kind.GROUP,
          "in (select m.id.groupId from CurrentMemberEntity m"
              + " join CurrentGroupEntity p on p.id = m.id.groupId and p.living = true"
              + " where m.id.endpointId = :caller)",
          caller);
    } else {
      add(furthest, Grantee.Kind.USER, "= :caller", caller);
    }
    return furthest;
  }

  Map<Grantee, String> grantees(String nameContains, int limit) {
    Map<Grantee, String> found = new LinkedHashMap<>();
    String part = NamePart.pattern(nameContains);
    named(
        found,
        Grantee.Kind.USER,
        "ConsoleUserEntity n where n.role = " + Role.class.getName() + "." + Role.USER.name(),
        part,
        limit);
    named(
        found, Grantee.Kind.ENDPOINT, "CurrentEndpointEntity n where n.living = true", part, limit);
    named(found, Grantee.Kind.GROUP, "CurrentGroupEntity n where n.living = true", part, limit);
    return found;
  }

  private List<Grant> grants(Grantee.Kind kind, String narrowed, UUID wanted) {
    return entities
        .createQuery(
            GRANT + GRANTEES.get(kind) + " and g.id.kind = :kind" + narrowed, Object[].class)
        .setParameter("kind", kind)
        .setParameter("wanted", wanted)
        .getResultList()
        .stream()
        .map(row -> rows.fresh((CurrentGrantEntity) row[0]).toDomain((String) row[1]))
        .toList();
  }

  private void add(
      Map<WalletId, AccessLevel> furthest, Grantee.Kind kind, String whom, Caller caller) {
    entities
        .createQuery(
            "select g.id.walletId, g.level from CurrentGrantEntity g"
                + " join CurrentWalletEntity w on w.id = g.id.walletId and w.living = true"
                + " where g.id.kind = :kind and g.id.granteeId "
                + whom,
            Object[].class)
        .setParameter("kind", kind)
        .setParameter("caller", caller.id())
        .getResultList()
        .forEach(
            row ->
                furthest.merge(
                    new WalletId((UUID) row[0]),
                    (AccessLevel) row[1],
                    (one, other) -> one.covers(other) ? one : other));
  }

  private void named(
      Map<Grantee, String> found, Grantee.Kind kind, String from, String part, int limit) {
    if (found.size() >= limit) {
      return;
    }
    entities
        .createQuery(
            "select n.id, n.name from "
                + from
                + " and lower(n.name) like :part escape '!' order by n.name",
            Object[].class)
        .setParameter("part", part)
        .setMaxResults(limit - found.size())
        .getResultList()
        .forEach(row -> found.put(new Grantee(kind, (UUID) row[0]), (String) row[1]));
  }
}

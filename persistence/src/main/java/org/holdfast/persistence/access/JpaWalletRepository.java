package org.holdfast.persistence.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.FilledWallet;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.persistence.access.VaultRows.Unique;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Adds rows to the vault schema, and reads through the projections in the node schema. */
@ApplicationScoped
class JpaWalletRepository implements WalletRepository {

  private static final String LIVING = " from CurrentWalletEntity w where w.living = true and ";
  private static final String NAMED = "lower(w.name) like :part escape '!'";

  @PersistenceContext private EntityManager entities;
  @Inject private Sql sql;
  @Inject private VaultRows rows;
  @Inject private Grants grants;

  @Override
  public void add(VirtualWallet wallet) {
    rows.add(new WalletEntity(), wallet.id().value(), wallet.created(), wallet.createdBy(), null);
    rows.add(
        changeOf(wallet, false),
        wallet.revision(),
        wallet.created(),
        wallet.createdBy(),
        uniqueName());
  }

  @Override
  public void change(VirtualWallet wallet, String by) {
    rows.add(changeOf(wallet, false), by, uniqueName());
  }

  @Override
  public void delete(VirtualWallet wallet, String by) {
    rows.add(changeOf(wallet, true), by, null);
  }

  @Override
  public Optional<VirtualWallet> find(WalletId id) {
    return wallets(select("w.id = :id").setParameter("id", id.value())).stream().findFirst();
  }

  @Override
  public Optional<VirtualWallet> find(String name) {
    return wallets(select("w.name = :name").setParameter("name", name)).stream().findFirst();
  }

  @Override
  public Page<VirtualWallet> list(
      @Nullable String nameContains, @Nullable Collection<WalletId> among, PageRequest page) {
    if (among != null && among.isEmpty()) {
      return new Page<>(List.of(), 0);
    }
    String where = NAMED + (among == null ? "" : " and w.id in :among");
    TypedQuery<CurrentWalletEntity> found = select(where + " order by w.name");
    TypedQuery<Long> count = entities.createQuery("select count(w)" + LIVING + where, Long.class);
    for (TypedQuery<?> query : List.of(found, count)) {
      query.setParameter("part", NamePart.pattern(nameContains));
      if (among != null) {
        query.setParameter("among", among.stream().map(WalletId::value).toList());
      }
    }
    return new Page<>(
        wallets(found.setFirstResult(page.offset()).setMaxResults(page.limit())),
        count.getSingleResult());
  }

  @Override
  public List<FilledWallet> fill(List<VirtualWallet> wallets) {
    Map<UUID, Long> objects = new HashMap<>();
    if (!wallets.isEmpty()) {
      List<?> counts =
          entities
              .createNativeQuery(
                  "select m.wallet_id, count(*) from node.wallet_object_current m"
                      + " join node.object_current o on o.object_id = m.object_id"
                      + " where m.wallet_id in (:wallets)"
                      + " and o.state not in ('DESTROYED', 'DESTROYED_COMPROMISED')"
                      + " group by m.wallet_id",
                  Object[].class)
              .setParameter("wallets", wallets.stream().map(wallet -> wallet.id().value()).toList())
              .getResultList();
      for (Object count : counts) {
        Object[] columns = (Object[]) count;
        objects.put((UUID) columns[0], ((Number) columns[1]).longValue());
      }
    }
    return wallets.stream()
        .map(wallet -> new FilledWallet(wallet, objects.getOrDefault(wallet.id().value(), 0L)))
        .toList();
  }

  @Override
  public boolean isUsed(Protection protection) {
    return !entities
        .createQuery("select w.id" + LIVING + "w.protection = :protection", UUID.class)
        .setParameter("protection", protection)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  @Override
  public void grant(WalletId wallet, Grantee grantee, @Nullable AccessLevel level, String by) {
    WalletGrantEntity row = new WalletGrantEntity();
    row.walletId = wallet.value();
    row.granteeKind = grantee.kind();
    row.granteeId = grantee.id();
    row.level = level;
    rows.add(row, by, null);
  }

  @Override
  public List<Grant> grantsOn(WalletId wallet) {
    return grants.on(wallet);
  }

  @Override
  public List<Grant> grantsTo(Grantee grantee) {
    return grants.to(grantee);
  }

  @Override
  public Map<WalletId, AccessLevel> grantsOf(Caller caller) {
    return grants.of(caller);
  }

  @Override
  public long epoch() {
    // Each call asks, so it does without what an entity manager costs.
    return sql.number("SELECT value FROM node.access_epoch", p -> {});
  }

  @Override
  public void lock() {
    entities
        .createNativeQuery("select value from node.access_epoch for update", Long.class)
        .getSingleResult();
  }

  @Override
  public Map<Grantee, String> grantees(String nameContains, int limit) {
    return grants.grantees(nameContains, limit);
  }

  private TypedQuery<CurrentWalletEntity> select(String where) {
    return entities.createQuery("select w" + LIVING + where, CurrentWalletEntity.class);
  }

  private List<VirtualWallet> wallets(TypedQuery<CurrentWalletEntity> query) {
    return query.getResultList().stream().map(row -> rows.fresh(row).toDomain()).toList();
  }

  private static WalletChangeEntity changeOf(VirtualWallet wallet, boolean deleted) {
    WalletChangeEntity row = new WalletChangeEntity();
    row.walletId = wallet.id().value();
    row.name = wallet.name();
    row.description = wallet.description();
    row.protection = wallet.protection();
    row.deleted = deleted;
    return row;
  }

  private static Unique uniqueName() {
    return new Unique(
        "virtual_wallet_current_name",
        new VaultException(ErrorCode.WALLET_NAME_TAKEN).atField("name"));
  }
}

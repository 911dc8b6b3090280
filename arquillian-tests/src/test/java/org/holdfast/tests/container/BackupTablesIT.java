package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.backup.VaultTables;
import org.holdfast.domain.backup.VaultTables.Snapshot;
import org.holdfast.domain.backup.VaultTables.Staged;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.Revocation;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.DestroyObject;
import org.holdfast.ejb.object.ReadObject;
import org.holdfast.ejb.object.RotateObject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of the vault go into a backup, and come back from it as they were. */
@ArquillianTest
class BackupTablesIT {

  private static final Revocation ENDED =
      new Revocation(Revocation.Reason.CESSATION_OF_OPERATION, "", null);

  /** All that a table is, but its rows. */
  private static final String CATALOG =
      """
      with t as (select c.*, n.nspname || '.' || c.relname as name
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('vault', 'node'))
      select concat_ws(' ', name, relkind, relpersistence, relowner::regrole,
          relacl, reloptions) from t
      union all select concat_ws(' ', name, 'column', attnum, attname, atttypid::regtype,
          attnotnull, attstorage, attcompression, pg_get_expr(adbin, adrelid))
          from t join pg_attribute a on a.attrelid = t.oid
          left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum where attnum > 0
      union all select name || ' index ' || i.indexrelid::regclass || ' '
          || pg_get_indexdef(i.indexrelid) from t join pg_index i on i.indrelid = t.oid
      union all select name || ' constraint ' || conname || ' ' || convalidated::text || ' '
          || pg_get_constraintdef(k.oid) from t join pg_constraint k on k.conrelid = t.oid
      union all select name || ' trigger ' || tgenabled::text || ' ' || pg_get_triggerdef(g.oid)
          from t join pg_trigger g on g.tgrelid = t.oid where not tgisinternal
      union all select 'schema ' || nspname from pg_namespace where nspname !~ '^pg_(toast_)?temp'
      order by 1
      """;

  @EJB private CreateObject create;
  @EJB private ChangeObject change;
  @EJB private RotateObject rotate;
  @EJB private DestroyObject destroy;
  @EJB private ReadObject read;
  @EJB private ManageWallets wallets;
  @EJB private ManageGroups groups;
  @EJB private ManageEndpoints endpoints;
  @EJB private AsKeyAdministrator keyAdministrator;
  @Resource private ManagedExecutorService executor;
  @Inject private UserTransaction transaction;
  @Inject private VaultTables tables;
  @Inject private Sql sql;

  private WalletId wallet = new WalletId(new UUID(0, 0));
  private GroupId group = new GroupId(new UUID(0, 0));
  private ObjectId kept = new ObjectId(new UUID(0, 0));
  private ObjectId ending = new ObjectId(new UUID(0, 0));

  /** What a backup file holds. */
  private record Copy(String identity, long objects, Map<TableRows, byte[]> rows) {

    TableRows table(String name) {
      return rows.keySet().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }
  }

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(BackupTablesIT.class);
  }

  @BeforeEach
  void fill() {
    wallet = wallet("wallet " + UUID.randomUUID());
    group = asKeyAdministrator(() -> groups.create(label("group " + UUID.randomUUID()))).id();
    grant(AccessLevel.READ_ONLY);
    kept = make(Set.of(wallet));
    ending = make(Set.of(wallet));
    asKeyAdministrator(() -> rotate.rotate(kept, null, null));
  }

  @AfterEach
  void rollBack() throws Exception {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
    tables.dropLeftOvers();
  }

  @Test
  void swap_withASnapshotOfNow_changesNothingThatIsSeen() throws Exception {
    useAllConnections();
    List<String> catalog = sql.texts(CATALOG);
    Map<String, String> rows = content("vault", "node");
    Copy full = copy(null);

    restore(full, null);

    assertThat(sql.texts(CATALOG)).isEqualTo(catalog);
    assertThat(content("vault", "node")).isEqualTo(rows);
    assertThat(full.objects()).isEqualTo(living());
    useAllConnections();
    assertRowsAreProtected();
  }

  @Test
  void snapshot_whileRowsAreAdded_showsTheMomentItWasTakenAt() throws Exception {
    long before = sql.count("select count(*) from vault.security_object");
    Copy copy;
    ObjectId later;
    try (Snapshot snapshot = tables.snapshot(null)) {
      later = make(Set.of());
      copy = copyOf(snapshot);
      assertThat(snapshot.schemaVersion()).isEqualTo(tables.schemaVersion());
    }

    assertThat(copy.table("vault.security_object").rows()).isEqualTo(before);
    restore(copy, null);

    assertThat(sql.texts("select id from vault.security_object")).doesNotContain(later.toString());
  }

  @Test
  void swap_rolledBack_leavesTheVaultAsItIs() throws Exception {
    Copy full = copy(null);
    make(Set.of());
    List<String> catalog = sql.texts(CATALOG);
    Map<String, String> rows = content("vault", "node");

    try (Staged staged = staged(full, null)) {
      transaction.begin();
      staged.swap();
      transaction.rollback();
    }

    assertThat(sql.texts(CATALOG)).isEqualTo(catalog);
    assertThat(content("vault", "node")).isEqualTo(rows);
    useAllConnections();
  }

  @Test
  void swap_withAnIncrementalOne_bringsBackTheSecondMoment() throws Exception {
    UUID suffix = UUID.randomUUID();
    WalletId other = wallet("other " + suffix);
    EndpointName name = new EndpointName("it-" + suffix);
    EndpointId endpoint = asKeyAdministrator(() -> endpoints.create(name, "", null)).id();
    Copy full = copy(null);

    ObjectId fresh = make(Set.of(other));
    rename(kept, "renamed " + suffix);
    rename(fresh, "object " + suffix);
    rename(kept, "again " + suffix);
    rename(ending, "renamed " + suffix);
    asKeyAdministrator(() -> rotate.rotate(kept, null, null));
    asKeyAdministrator(() -> change.revoke(ending, ENDED, null));
    asKeyAdministrator(() -> destroy.destroy(ending, null));
    put(other, kept);
    take(wallet, kept);
    grant(AccessLevel.MANAGE);
    // The wallets' names change places.
    changeName(other, "between " + suffix);
    changeName(wallet, "other " + suffix);
    asKeyAdministrator(
        () -> {
          groups.add(group, endpoint);
          endpoints.delete(endpoint);
          groups.add(group, endpoints.create(name, "", wallet).id());
          return groups.change(group, label("group " + suffix), null);
        });
    Copy later = copy(full.identity());
    Map<String, String> rows = content("vault", "node");
    make(Set.of());
    grant(AccessLevel.READ_AND_MODIFY);

    assertThat(later.rows().keySet()).allMatch(t -> t.name().startsWith("vault."));
    assertThat(later.table("vault.security_object").rows()).isEqualTo(1);
    restore(full, later);

    assertThat(content("vault", "node")).isEqualTo(rows);
    assertThat(wallets().get(kept.value())).isEqualTo("{" + other + "}");
    assertThat(
            sql.count(
                "select count(*) from vault.object_version where object_id = ? and sealed <> ''",
                ending.value()))
        .isZero();
    useAllConnections();
    assertRowsAreProtected();
  }

  @Test
  void swap_twice_worksTheSecondTimeAsWell() throws Exception {
    Copy first = copy(null);
    Map<String, String> rows = content("vault", "node");
    String system = system();
    make(Set.of());
    Copy second = copy(null);

    restore(second, null);
    restore(first, null);

    assertThat(content("vault", "node")).isEqualTo(rows);
    assertThat(system()).isNotEqualTo(system);
    useAllConnections();
  }

  @Test
  void swap_keepsTheAuditTrailAndGoesOnNumbering() throws Exception {
    Copy full = copy(null);
    make(Set.of());
    List<String> before = sql.texts("select a::text from vault.audit_record a");

    restore(full, null);
    make(Set.of());

    assertThat(sql.texts("select a::text from vault.audit_record a")).containsAll(before);
    assertThat(sql.count("select count(*) from vault.audit_record")).isGreaterThan(before.size());
  }

  @Test
  void swap_whereABackupHasTheSameNumbers_keepsBothRecords() throws Exception {
    Copy full = copy(null);
    make(Set.of());
    String newest = "select node_id, max(sequence) from vault.audit_record group by 1";

    try (Staged staged = staged(full, null)) {
      sql.change(
          "insert into restore_vault.audit_record select node_id, max, now(), 'other', 'RESTORE',"
              + " 'SUCCEEDED', null, null, 'of the backup' from ("
              + newest
              + ") n");
      sql.change(
          "insert into restore_vault.audit_record select node_id, max + 1000, now(), 'other',"
              + " 'RESTORE', 'SUCCEEDED', null, null, 'ahead' from ("
              + newest
              + ") n");
      List<String> before = sql.texts("select to_jsonb(a) - 'sequence' from vault.audit_record a");
      transaction.begin();
      staged.swap();
      transaction.commit();
      assertThat(sql.texts("select to_jsonb(a) - 'sequence' from vault.audit_record a"))
          .containsAll(before);
    }
    long last = sql.count("select max(sequence) from vault.audit_record");

    make(Set.of());

    assertThat(sql.count("select max(sequence) from vault.audit_record")).isGreaterThan(last);
  }

  @Test
  void swap_movesTheEpochAndForgetsRequests() throws Exception {
    long epoch = sql.count("select value from node.access_epoch");
    sql.change("insert into node.idempotent_request values ('k', 'r', '{}', now())");

    restore(copy(null), null);

    assertThat(sql.count("select value from node.access_epoch")).isGreaterThan(epoch);
    assertThat(sql.count("select count(*) from node.idempotent_request")).isZero();
  }

  @Test
  void samples_areOfTheStagedTables() throws Exception {
    try (Staged staged = staged(copy(null), null)) {
      assertThat(staged.samples(3)).hasSize(3);
      assertThat(staged.samples(1_000_000))
          .hasSize((int) sql.count("select count(*) from node.data_key_current"))
          .allSatisfy(s -> assertThat(s.sealed().material().ciphertext().size()).isPositive());
    }
  }

  @Test
  void load_ofWhatTheTablesDoNotTake_isRefused() throws Exception {
    Copy full = copy(null);
    TableRows object = full.table("vault.security_object");
    byte[] rows = full.rows().getOrDefault(object, new byte[0]);

    assertDamaged(new TableRows("vault.nothing", object.columns(), 1), rows);
    assertDamaged(new TableRows("node.operation", List.of("id"), 1), rows);
    assertDamaged(new TableRows(object.name(), List.of("id\" --"), 1), rows);
    assertDamaged(new TableRows(object.name(), object.columns(), object.rows() + 1), rows);
    assertDamaged(object, new byte[] {1, 2, 3});
    assertDamaged(object, Arrays.copyOf(rows, rows.length - 3));
  }

  @Test
  void complete_withRowsThatContradictEachOther_isRefused() throws Exception {
    Copy full = copy(null);
    try (Staged staged = tables.stage(UUID.randomUUID())) {
      for (Map.Entry<TableRows, byte[]> table : full.rows().entrySet()) {
        if (!table.getKey().name().equals("vault.security_object")) {
          load(staged, table);
        }
      }
      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> staged.complete(false))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED));
    }
    assertThat(sql.texts("select nspname from pg_namespace where nspname like 'restore%'"))
        .isEmpty();
  }

  @Test
  void isReplicated_withAPublication_isTrue() throws Exception {
    assertThat(tables.isReplicated()).isFalse();
    transaction.begin();
    sql.change("create publication backup_tables_it for table vault.audit_record");

    assertThat(tables.isReplicated()).isTrue();
  }

  private void restore(Copy full, @Nullable Copy later) throws Exception {
    restoreStaged(full, later);
    assertThat(sql.texts("select nspname from pg_namespace where nspname like 'restore%'"))
        .isEmpty();
  }

  private void restoreStaged(Copy full, @Nullable Copy later) throws Exception {
    try (Staged staged = staged(full, later)) {
      transaction.begin();
      staged.swap();
      transaction.commit();
    }
  }

  private Staged staged(Copy full, @Nullable Copy later) throws Exception {
    Staged staged = tables.stage(UUID.randomUUID());
    for (Map.Entry<TableRows, byte[]> table : full.rows().entrySet()) {
      load(staged, table);
      assertThat(staged.rows(table.getKey().name())).isEqualTo(table.getKey().rows());
    }
    if (later != null) {
      for (Map.Entry<TableRows, byte[]> table : later.rows().entrySet()) {
        load(staged, table);
      }
    }
    staged.complete(later != null);
    return staged;
  }

  private static void load(Staged staged, Map.Entry<TableRows, byte[]> table) throws IOException {
    try (InputStream rows = new ByteArrayInputStream(table.getValue())) {
      staged.load(table.getKey(), rows);
    }
  }

  private void assertDamaged(TableRows table, byte[] rows) {
    try (Staged staged = tables.stage(UUID.randomUUID())) {
      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> staged.load(table, new ByteArrayInputStream(rows)))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED));
    }
  }

  private Copy copy(@Nullable String since) throws IOException {
    try (Snapshot snapshot = tables.snapshot(since)) {
      return copyOf(snapshot);
    }
  }

  private static Copy copyOf(Snapshot snapshot) throws IOException {
    Map<TableRows, byte[]> rows = new LinkedHashMap<>();
    for (TableRows table : snapshot.tables()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      snapshot.copy(table, bytes);
      rows.put(table, bytes.toByteArray());
    }
    return new Copy(snapshot.identity(), snapshot.objects(), rows);
  }

  private String system() {
    try (Snapshot snapshot = tables.snapshot(null)) {
      return snapshot.system();
    }
  }

  private long living() throws SQLException {
    return sql.count("select count(*) from node.object_current where state not like 'DESTROYED%'");
  }

  /** The rows of each table but the trail, and those that are this node's alone. */
  private Map<String, String> content(String... schemas) throws SQLException {
    Map<String, String> content = new HashMap<>();
    for (String schema : schemas) {
      for (String table :
          sql.texts(
              "select table_name from information_schema.tables where table_schema = ? and"
                  + " (table_schema = 'vault' and table_name <> 'audit_record'"
                  + " or table_name like '%\\_current' or table_name = 'expiry_warning')",
              schema)) {
        String name = schema + "." + table;
        content.put(
            name, String.join("\n", sql.texts("select t::text from " + name + " t order by 1")));
      }
    }
    return content;
  }

  private Map<UUID, String> wallets() throws SQLException {
    Map<UUID, String> wallets = new HashMap<>();
    for (String row :
        sql.texts("select object_id || ' ' || wallets::text from node.object_current")) {
      wallets.put(UUID.fromString(row.substring(0, 36)), row.substring(37));
    }
    return wallets;
  }

  /** Often enough that the driver has each statement prepared, on connections side by side. */
  private void useAllConnections() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < TestVault.POOL_MAX - 1; i++) {
      all.add(
          executor.submit(
              () -> {
                for (int round = 0; round < 8; round++) {
                  ObjectId object = make(Set.of(wallet));
                  asKeyAdministrator(() -> rotate.rotate(object, null, null));
                  asKeyAdministrator(
                      () -> {
                        read.read(object, null).close();
                        read.read(kept, 1).close();
                        return wallets.grants(wallet);
                      });
                  rename(object, "used " + UUID.randomUUID());
                  asKeyAdministrator(() -> change.revoke(object, ENDED, null));
                  asKeyAdministrator(() -> destroy.destroy(object, null));
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
  }

  private void assertRowsAreProtected() {
    for (String statement :
        List.of(
            "update vault.security_object set created_by = 'x'",
            "delete from vault.object_version",
            "update vault.data_key set wrapped = 'x'",
            "truncate vault.audit_record")) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> sql.change(statement))
          .withMessageContaining("takes new rows only");
    }
  }

  private ObjectId make(Set<WalletId> into) {
    NewObject description =
        new NewObject(
            "object " + UUID.randomUUID(),
            ObjectType.SYMMETRIC_KEY,
            Algorithm.AES,
            null,
            true,
            Map.of(),
            into);
    return asKeyAdministrator(() -> create.create(description, null)).id();
  }

  private WalletId wallet(String name) {
    return asKeyAdministrator(() -> wallets.create(label(name), Protection.MASTER_KEY)).id();
  }

  private void changeName(WalletId id, String name) {
    asKeyAdministrator(() -> wallets.change(id, label(name), Protection.MASTER_KEY, null));
  }

  private static Label label(String name) {
    return new Label(name, "");
  }

  private void rename(ObjectId object, String name) {
    asKeyAdministrator(() -> change.change(object, name, Map.of(), null));
  }

  private void grant(AccessLevel level) {
    asKeyAdministrator(
        () -> {
          wallets.grant(wallet, new Grantee(Grantee.Kind.GROUP, group.value()), level);
          return true;
        });
  }

  private void put(WalletId into, ObjectId object) {
    asKeyAdministrator(
        () -> {
          wallets.put(into, object);
          return true;
        });
  }

  private void take(WalletId from, ObjectId object) {
    asKeyAdministrator(
        () -> {
          wallets.take(from, object);
          return true;
        });
  }

  private <T> T asKeyAdministrator(Supplier<T> work) {
    return keyAdministrator.call(work);
  }
}

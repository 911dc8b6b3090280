package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.DestroyObject;
import org.holdfast.ejb.object.RotateObject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What this node keeps of an object is what the rows of the vault say, whoever brought them: the
 * application projects what it writes, the database's functions what replication brings.
 */
@ArquillianTest
class ProjectionIT {

  private static final UUID NEWEST = UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff");
  private static final UUID OLDEST = UUID.fromString("00000000-0000-7000-8000-000000000000");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FIRST = ObjectAttributes.CUSTOM + "first";
  private static final String SECOND = ObjectAttributes.CUSTOM + "second";

  @EJB private CreateObject create;
  @EJB private ChangeObject change;
  @EJB private RotateObject rotate;
  @EJB private DestroyObject destroy;
  @EJB private ManageWallets wallets;
  @EJB private AsKeyAdministrator keyAdministrator;
  @Resource private ManagedExecutorService executor;
  @Inject private UserTransaction transaction;
  @Inject private Sql sql;
  @Inject private SecurityObjectRepository objects;

  private ObjectId object = new ObjectId(new UUID(0, 0));
  private UUID id = new UUID(0, 0);

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(ProjectionIT.class);
  }

  @BeforeEach
  void makeAnObject() {
    object = make(Map.of(), Set.of());
    id = object.value();
  }

  @AfterEach
  void rollBack() throws Exception {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
  }

  @Test
  void add_withNothing_isProjectedAsItsRowsSay() throws Exception {
    assertProjected();
  }

  @Test
  void add_withWalletsAndAttributes_isProjectedAsItsRowsSay() throws Exception {
    Instant now = Instant.now();
    object =
        make(
            Map.of(
                ObjectAttributes.DESCRIPTION,
                "\"quoted\", {in braces} and \\",
                ObjectAttributes.ACTIVATION,
                now.plus(1, ChronoUnit.DAYS).toString(),
                ObjectAttributes.DEACTIVATION,
                now.plus(300, ChronoUnit.DAYS).toString(),
                ObjectAttributes.ROTATION_DAYS,
                "200",
                FIRST,
                "1"),
            Stream.generate(this::wallet).limit(3).collect(Collectors.toSet()));
    id = object.value();

    assertProjected();
    assertThat(current("state || ' ' || cardinality(wallets)")).containsExactly("PRE_ACTIVE 3");
    assertThat(current("rotate_at = created_at + interval '4800 hours'")).containsExactly("t");
  }

  @Test
  void change_ofNameAndAttributes_isProjectedAsItsRowsSay() throws Exception {
    asKeyAdministrator(() -> change.change(object, "renamed " + id, values(FIRST, "1"), null));
    assertProjected();

    asKeyAdministrator(() -> change.change(object, null, values(FIRST, null), null));
    assertProjected();
    assertThat(current("name || attributes::text")).containsExactly("renamed " + id + "{}");
  }

  @Test
  void rotate_keepsBothVersionsProjectedAsTheirRowsSay() throws Exception {
    asKeyAdministrator(() -> rotate.rotate(object, null, null));

    assertProjected();
    assertThat(current("version")).containsExactly("2");
    assertThat(dataKeys()).hasSize(2);
  }

  @Test
  void member_putAndTaken_isProjectedAsItsRowsSay() throws Exception {
    WalletId first = wallet();
    WalletId second = wallet();
    put(first);
    put(second);
    assertProjected();

    asKeyAdministrator(
        () -> {
          wallets.take(first, object);
          return true;
        });
    assertProjected();
    assertThat(current("wallets")).containsExactly("{" + second + "}");
  }

  @Test
  void stateAndDestroy_areProjectedAsTheirRowsSay() throws Exception {
    Revocation why = new Revocation(Revocation.Reason.CESSATION_OF_OPERATION, "", null);
    asKeyAdministrator(() -> change.revoke(object, why, null));
    assertProjected();
    assertThat(current("state")).containsExactly("DEACTIVATED");

    asKeyAdministrator(() -> destroy.destroy(object, null));
    assertProjected();
    assertThat(current("state")).containsExactly("DESTROYED");
    assertThat(dataKeys()).isEmpty();
  }

  @Test
  void name_newer_countsAndOlderDoesNot() throws Exception {
    transaction.begin();

    addAttribute(NEWEST, "name", "newer");
    addAttribute(OLDEST, "name", "older");
    project();

    assertThat(current("name")).containsExactly("newer");
  }

  @Test
  void rows_ofNothingElse_waitUntilTheObjectIsWhole() throws Exception {
    id = UUID.randomUUID();
    transaction.begin();

    sql.change(
        "insert into vault.security_object values (?, 'SECRET_DATA', null, now(), 'x', ?, ?)",
        id,
        id,
        id);
    addAttribute(UUID.randomUUID(), "name", "n");
    project();

    assertThat(current("name")).isEmpty();
  }

  @Test
  void dataKey_isTheNewestWhateverTheOrder() throws Exception {
    UUID version = UUID.fromString(current("version_id").get(0));
    transaction.begin();

    addDataKey(version, NEWEST);
    addDataKey(version, OLDEST);
    sql.texts("select node.project_data_key(?)", version);

    assertThat(
            sql.texts(
                "select data_key_id from node.data_key_current where version_id = ?", version))
        .containsExactly(NEWEST.toString());
  }

  @Test
  void changes_twoAtTheSameMoment_areBothKept() throws Exception {
    transaction.begin();
    asKeyAdministrator(() -> change.change(object, null, values(FIRST, "1"), null));

    Future<?> other =
        executor.submit(
            () -> asKeyAdministrator(() -> change.change(object, null, values(SECOND, "2"), null)));
    awaitSomebodyWaiting();
    transaction.commit();
    other.get();

    assertThat(current("attributes")).containsExactly("{\"x.first\": \"1\", \"x.second\": \"2\"}");
    assertProjected();
  }

  @Test
  void changeAndMember_atTheSameMoment_areBothKept() throws Exception {
    WalletId wallet = wallet();
    transaction.begin();
    asKeyAdministrator(() -> change.change(object, null, values(FIRST, "1"), null));

    Future<?> other = executor.submit(() -> put(wallet));
    awaitSomebodyWaiting();
    transaction.commit();
    other.get();

    assertThat(current("attributes::text || wallets::text"))
        .containsExactly("{\"x.first\": \"1\"}{" + wallet + "}");
    assertProjected();
  }

  /** Replicated rows come without anybody having locked the object before. */
  @Test
  void project_whileAnotherChanges_waitsAndSeesIt() throws Exception {
    transaction.begin();
    addAttribute(UUID.randomUUID(), FIRST, "1");
    project();

    Future<?> other =
        executor.submit(
            () -> {
              addAttribute(UUID.randomUUID(), SECOND, "2");
              project();
              return true;
            });
    awaitSomebodyWaiting();
    transaction.commit();
    other.get();

    assertThat(current("attributes")).containsExactly("{\"x.first\": \"1\", \"x.second\": \"2\"}");
  }

  /** Re-wrapping has read the data key, and the object is destroyed before it writes. */
  @Test
  void replaceDataKey_destroyedMeanwhile_addsNothing() throws Exception {
    UUID version = UUID.fromString(current("version_id").get(0));
    WrappedDataKey read = dataKey();
    destroyObject();

    assertThat(objects.replaceDataKey(version, read)).isFalse();

    assertNoDataKey(1);
  }

  /** Re-wrapping has written, and is not committed, when the object is destroyed. */
  @Test
  void destroy_whileItIsRewrapped_waits_andLeavesNoDataKey() throws Exception {
    UUID version = UUID.fromString(current("version_id").get(0));
    WrappedDataKey read = dataKey();
    transaction.begin();
    assertThat(objects.replaceDataKey(version, read)).isTrue();

    Future<?> other = executor.submit(this::destroyObject);
    awaitSomebodyWaiting();
    transaction.commit();
    other.get();

    assertNoDataKey(2);
  }

  /** The object is destroyed, and that is not committed, when re-wrapping writes. */
  @Test
  void replaceDataKey_whileItIsDestroyed_waits_andAddsNothing() throws Exception {
    UUID version = UUID.fromString(current("version_id").get(0));
    WrappedDataKey read = dataKey();
    transaction.begin();
    destroyObject();

    Future<Boolean> other = executor.submit(() -> objects.replaceDataKey(version, read));
    awaitSomebodyWaiting();
    transaction.commit();

    assertThat(other.get()).isFalse();
    assertNoDataKey(1);
  }

  private WrappedDataKey dataKey() {
    return Objects.requireNonNull(objects.read(object, null).orElseThrow().sealed()).dataKey();
  }

  private ObjectState destroyObject() {
    Revocation why = new Revocation(Revocation.Reason.CESSATION_OF_OPERATION, "", null);
    return asKeyAdministrator(
        () -> {
          change.revoke(object, why, null);
          return destroy.destroy(object, null).state();
        });
  }

  private void assertNoDataKey(int rows) throws Exception {
    assertThat(dataKeys()).isEmpty();
    assertThat(
            sql.texts(
                "select length(iv) || ' ' || length(wrapped) from vault.data_key"
                    + " where version_id in "
                    + versions(),
                id))
        .hasSize(rows)
        .containsOnly("0 0");
  }

  /** What is there is what comes out when it is all projected anew. */
  private void assertProjected() throws Exception {
    transaction.begin();
    // Nor does it matter where the server stands: a day has 24 hours.
    sql.change("set local time zone 'Europe/Berlin'");
    List<String> before = projection();
    sql.change("delete from node.object_current where object_id = ?", id);
    sql.change("delete from node.wallet_object_current where object_id = ?", id);
    sql.change("delete from node.data_key_current where version_id in " + versions(), id);
    project();
    sql.texts(
        "select node.project_data_key(v.id) from vault.object_version v where object_id = ?", id);
    List<String> anew = projection();
    transaction.rollback();

    assertThat(current("object_id")).hasSize(1);
    assertThat(before).containsExactlyElementsOf(anew);
  }

  private List<String> projection() throws SQLException {
    List<String> rows = new ArrayList<>(current("to_jsonb(object_current)::text"));
    rows.addAll(
        sql.texts(
            "select wallet_id from node.wallet_object_current where object_id = ? order by 1", id));
    rows.addAll(dataKeys());
    return rows;
  }

  private List<String> dataKeys() throws SQLException {
    return sql.texts(
        "select to_jsonb(d)::text from node.data_key_current d where version_id in "
            + versions()
            + " order by 1",
        id);
  }

  private static String versions() {
    return "(select id from vault.object_version where object_id = ?)";
  }

  /** Until another transaction waits for what this one holds. */
  private void awaitSomebodyWaiting() throws SQLException {
    Instant end = Instant.now().plus(LIMIT);
    while (sql.count("select count(*) from pg_locks where not granted") == 0) {
      assertThat(Instant.now()).as("nobody waits").isBefore(end);
    }
  }

  private ObjectId make(Map<String, String> attributes, Set<WalletId> into) {
    NewObject description =
        new NewObject(
            "object " + UUID.randomUUID(),
            ObjectType.SYMMETRIC_KEY,
            Algorithm.AES,
            null,
            true,
            attributes,
            into);
    return asKeyAdministrator(() -> create.create(description, null)).id();
  }

  private WalletId wallet() {
    Label label = new Label("wallet " + UUID.randomUUID(), "");
    return asKeyAdministrator(() -> wallets.create(label, Protection.MASTER_KEY)).id();
  }

  private boolean put(WalletId wallet) {
    return asKeyAdministrator(
        () -> {
          wallets.put(wallet, object);
          return true;
        });
  }

  private <T> T asKeyAdministrator(Supplier<T> work) {
    return keyAdministrator.call(work);
  }

  private static Map<String, @Nullable String> values(String name, @Nullable String value) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put(name, value);
    return values;
  }

  private void addAttribute(UUID row, String name, String value) throws SQLException {
    sql.change(
        "insert into vault.object_attribute values (?, ?, ?, ?, now(), 'x', ?)",
        row,
        id,
        name,
        value,
        id);
  }

  private void addDataKey(UUID version, UUID row) throws SQLException {
    sql.change(
        "insert into vault.data_key values (?, ?, ?, 'x'::bytea, 'x'::bytea, now(), ?)",
        row,
        version,
        id,
        id);
  }

  private void project() throws SQLException {
    sql.texts("select node.project_object(?)", id);
  }

  private List<String> current(String column) throws SQLException {
    return sql.texts("select " + column + " from node.object_current where object_id = ?", id);
  }
}

package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.audit.chain.Seal;
import org.holdfast.domain.audit.chain.SealKind;
import org.holdfast.domain.audit.chain.SealStore;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.CreateObject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the vault schema holds to by itself, whoever writes to it; nothing here is committed. */
@ArquillianTest
class SchemaIT {

  /** Each table of the vault schema, with a column to change. */
  private static final Map<String, String> TABLES =
      Map.ofEntries(
          Map.entry("console_user", "name = 'other'"),
          Map.entry("user_password", "hash = 'other'"),
          Map.entry("security_object", "created_by = 'other'"),
          Map.entry("object_attribute", "value = 'other'"),
          Map.entry("object_version", "bits = bits + 1"),
          Map.entry("data_key", "created_at = created_at + interval '1 s'"),
          Map.entry("object_state", "state = 'COMPROMISED'"),
          Map.entry("audit_record", "detail = 'other'"),
          Map.entry("audit_seal", "hash = 'other'"),
          Map.entry("audit_checkpoint", "hash = 'other'"),
          Map.entry("audit_tombstone", "hash = 'other'"),
          Map.entry("endpoint", "name = 'other'"),
          Map.entry("endpoint_change", "state = 'ENROLLED'"),
          Map.entry("enrolment_token", "expires_at = expires_at + interval '1 s'"),
          Map.entry("endpoint_certificate", "serial = 'other'"),
          Map.entry("certificate_revocation", "reason = 'other'"),
          Map.entry("endpoint_group", "created_by = 'other'"),
          Map.entry("endpoint_group_change", "name = 'other'"),
          Map.entry("group_member", "member = not member"),
          Map.entry("virtual_wallet", "created_by = 'other'"),
          Map.entry("virtual_wallet_change", "name = 'other'"),
          Map.entry("wallet_grant", "level = null"),
          Map.entry("wallet_object", "member = not member"));

  /** A row for each table that an object alone leaves empty; {@code %1$s} is one identifier. */
  private static final List<String> ROWS =
      List.of(
          "audit_seal values ('%1$s', 1, 'LIVE', '%1$s', '', '{1}', '', 1, 1, now(), now(), now(), '')",
          "audit_checkpoint values"
              + " ('%1$s', '%1$s', 1, '', now(), 'MASTER_KEY', null, null, null, null, '%1$s', '')",
          "audit_tombstone values ('%1$s', '%1$s', 2, 2, 0, now(), now(), '', '', 'x', now(),"
              + " default, 'MASTER_KEY', null, null, null, null, '%1$s', '')",
          "endpoint values ('%1$s', 'e%1$s', now(), 'x', '%1$s')",
          "endpoint_change values ('%1$s', '%1$s', 'REGISTERED', '', null, now(), 'x', '%1$s')",
          "enrolment_token values ('%1$s', '%1$s', '%1$s', now(), now(), 'x', '%1$s')",
          "endpoint_certificate values"
              + " ('%1$s', '%1$s', '1', '%1$s', '', now(), now(), now(), 'x', '%1$s')",
          "certificate_revocation values ('%1$s', '%1$s', 'x', now(), 'x', '%1$s')",
          "endpoint_group values ('%1$s', now(), 'x', '%1$s')",
          "endpoint_group_change values"
              + " ('%1$s', '%1$s', 'g%1$s', '', false, now(), 'x', '%1$s')",
          "group_member values ('%1$s', '%1$s', '%1$s', true, now(), 'x', '%1$s')",
          "virtual_wallet values ('%1$s', now(), 'x', '%1$s')",
          "virtual_wallet_change values"
              + " ('%1$s', '%1$s', 'w%1$s', '', 'MASTER_KEY', false, now(), 'x', '%1$s')",
          "wallet_grant values"
              + " ('%1$s', '%1$s', 'ENDPOINT', '%1$s', 'MANAGE', now(), 'x', '%1$s')",
          "wallet_object values ('%1$s', '%1$s', '%1$s', true, now(), 'x', '%1$s')");

  private static final int SEALED = 2_000;
  private static final long WAITING = 100;
  private static final String ROWS_READ =
      "select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))"
          + " from pg_stat_xact_user_tables where schemaname in ('vault', 'node')";

  @EJB private CreateObject create;
  @EJB private AsKeyAdministrator keyAdministrator;
  @Inject private UserTransaction transaction;
  @Inject private Sql sql;
  @Inject private SealStore seals;

  private UUID id = new UUID(0, 0);

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(SchemaIT.class);
  }

  @BeforeEach
  void storeAnObject() {
    NewObject description =
        NewObject.of("object " + UUID.randomUUID(), ObjectType.SECRET_DATA, null);
    try (SecretBytes material = SecretBytes.copyOf(new byte[] {1, 2, 3})) {
      id = keyAdministrator.call(() -> create.register(description, material, null)).id().value();
    }
  }

  @AfterEach
  void rollBack() throws Exception {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
  }

  @Test
  void tables_ofTheVaultSchema_areAllHere() throws Exception {
    assertThat(
            sql.texts(
                "select table_name from information_schema.tables where table_schema = 'vault'"
                    + " and table_type = 'BASE TABLE'"))
        .containsExactlyInAnyOrderElementsOf(TABLES.keySet());
  }

  @Test
  void update_anyVaultTable_isRefused() throws Exception {
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      assertRefused("update vault.%s set %s".formatted(table.getKey(), table.getValue()));
    }
  }

  @Test
  void deleteAndTruncate_anyVaultTable_isRefused() throws Exception {
    for (String table : TABLES.keySet()) {
      assertRefused("delete from vault." + table);
      assertRefused("truncate vault." + table + " cascade");
    }
  }

  @Test
  void update_erasingMaterial_isAllowedAndNothingElse() throws Exception {
    UUID newest =
        UUID.fromString(
            sql.texts("select id from vault.object_version where object_id = ?", id).get(0));
    String version = " where object_id = '" + id + "'";
    String key = " where version_id = '" + newest + "'";
    assertRefused("update vault.object_version set sealed = 'x'::bytea" + version);
    assertRefused("update vault.object_version set sealed = ''::bytea" + version);
    assertRefused(
        "update vault.object_version set iv = ''::bytea, sealed = ''::bytea, version = 2"
            + version);
    assertRefused("update vault.data_key set wrapped = 'x'::bytea" + key);
    assertRefused(
        "update vault.data_key set iv = ''::bytea, wrapped = ''::bytea,"
            + " master_key_id = gen_random_uuid()"
            + key);

    transaction.begin();
    assertThat(
            sql.change(
                "update vault.object_version set iv = ''::bytea, sealed = ''::bytea" + version))
        .isEqualTo(1);
    assertThat(sql.change("update vault.data_key set iv = ''::bytea, wrapped = ''::bytea" + key))
        .isEqualTo(1);
    transaction.rollback();
  }

  /** Sealing is done once a second: what it costs must not grow with the trail. */
  @Test
  void seal_longTrail_readsNothingOfWhatIsSealed() throws Exception {
    long ofShort = rowsReadToSeal(SEALED);
    long ofLong = rowsReadToSeal(10 * SEALED);

    assertThat(ofShort).isGreaterThanOrEqualTo(WAITING).isLessThan(SEALED);
    assertThat(ofLong).isLessThan(ofShort + WAITING);
  }

  /**
   * Rows of all tables that PostgreSQL reads until those that wait are sealed: it counts them for
   * each transaction.
   */
  private long rowsReadToSeal(int sealed) throws Exception {
    UUID node = UUID.randomUUID();
    transaction.begin();
    sql.change(
        "insert into vault.audit_record select ?, n, now(), 'x', 'LOGIN', 'SUCCEEDED', null, null,"
            + " '' from generate_series(?::bigint, 0) as n",
        node,
        1L - sealed - WAITING);
    sql.change("insert into node.audit_sealer values (?, ?, false)", node, -WAITING);
    sql.change("analyze vault.audit_record");
    long before = sql.count(ROWS_READ);
    SealStore.Batch batch = seals.next(node);
    assertThat(batch.rows()).hasSize(Math.toIntExact(WAITING));
    seals.add(Seal.next(node, Seal.Head.NONE, SealKind.LIVE, batch.rows(), Instant.now()));
    long read = sql.count(ROWS_READ) - before;
    transaction.rollback();
    return read;
  }

  private void assertRefused(String statement) throws Exception {
    transaction.begin();
    fill();
    assertThatExceptionOfType(SQLException.class)
        .as(statement)
        .isThrownBy(() -> sql.change(statement))
        .withMessageContaining("takes new rows only");
    transaction.rollback();
  }

  /** The triggers look at rows: without one there is nothing to refuse. */
  private void fill() throws SQLException {
    for (String row : ROWS) {
      sql.change("insert into vault." + row.formatted(id));
    }
    for (String table : TABLES.keySet()) {
      assertThat(sql.count("select count(*) from vault." + table)).as(table).isPositive();
    }
  }
}

package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.DestroyObject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database holds to by itself, whoever writes to it; nothing here is committed. */
@ArquillianTest
class SchemaIT {

  /** Each table of the vault schema, with a column to change. */
  private static final Map<String, String> TABLES =
      Map.of(
          "console_user", "name = 'other'",
          "user_password", "hash = 'other'",
          "security_object", "created_by = 'other'",
          "object_attribute", "value = 'other'",
          "object_version", "bits = bits + 1",
          "data_key", "created_at = created_at + interval '1 s'",
          "object_state", "state = 'COMPROMISED'",
          "audit_record", "detail = 'other'");

  @EJB private CreateObject create;
  @EJB private ChangeObject change;
  @EJB private DestroyObject destroy;
  @EJB private AsKeyAdministrator keyAdministrator;
  @Inject private UserTransaction transaction;
  @Inject private Sql sql;

  private UUID id = new UUID(0, 0);

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(SchemaIT.class);
  }

  @BeforeEach
  void storeAnObject() {
    id =
        keyAdministrator.call(
            () ->
                create
                    .register(
                        NewObject.of("object " + UUID.randomUUID(), ObjectType.SECRET_DATA, null),
                        SecretBytes.copyOf(new byte[] {1, 2, 3}),
                        null)
                    .id()
                    .value());
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
      assertThat(sql.count("select count(*) from vault." + table.getKey())).isPositive();
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
    String version = " where object_id = '" + id + "'";
    String key = " where version_id = '" + versionId() + "'";
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

  @Test
  void projection_newerName_countsAndOlderDoesNot() throws Exception {
    transaction.begin();

    addName("ffffffff-ffff-7fff-bfff-ffffffffffff", "newer");
    addName("00000000-0000-7000-8000-000000000000", "older");

    assertThat(current("name")).containsExactly("newer");
  }

  @Test
  void projection_rowOfNothingElse_waitsUntilTheObjectIsWhole() throws Exception {
    UUID part = UUID.randomUUID();
    transaction.begin();

    sql.change(
        "insert into vault.security_object values (?, 'SECRET_DATA', null, now(), 'x', ?)",
        part,
        part);
    sql.change(
        "insert into vault.object_attribute values (?, ?, 'name', 'n', now(), 'x', ?)",
        UUID.randomUUID(),
        part,
        part);

    assertThat(sql.count("select count(*) from node.object_current where object_id = ?", part))
        .isZero();
  }

  @Test
  void projection_lost_comesBackFromTheVaultRows() throws Exception {
    transaction.begin();
    List<String> before = current("object_current::text");
    sql.change("delete from node.object_current where object_id = ?", id);

    addName("00000000-0000-7000-8000-000000000000", "older");

    assertThat(current("object_current::text")).isEqualTo(before).hasSize(1);
  }

  @Test
  void projection_dataKey_isTheNewestWhateverTheOrder() throws Exception {
    UUID newest = UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff");
    transaction.begin();

    addDataKey(newest);
    addDataKey(UUID.fromString("00000000-0000-7000-8000-000000000000"));

    assertThat(
            sql.texts(
                "select data_key_id from node.data_key_current where version_id = ?", versionId()))
        .containsExactly(newest.toString());
  }

  @Test
  void projection_destroyed_saysSoAndForgetsTheDataKey() throws Exception {
    UUID version = versionId();
    Revocation why = new Revocation(Revocation.Reason.CESSATION_OF_OPERATION, "", null);
    keyAdministrator.call(() -> change.revoke(new ObjectId(id), why, null));
    keyAdministrator.call(() -> destroy.destroy(new ObjectId(id), null));

    assertThat(current("state")).containsExactly("DESTROYED");
    assertThat(
            sql.count("select count(*) from node.data_key_current where version_id = ?", version))
        .isZero();
  }

  private void assertRefused(String statement) throws Exception {
    transaction.begin();
    assertThatExceptionOfType(SQLException.class)
        .as(statement)
        .isThrownBy(() -> sql.change(statement))
        .withMessageContaining("takes new rows only");
    transaction.rollback();
  }

  private void addName(String row, String name) throws SQLException {
    sql.change(
        "insert into vault.object_attribute values (?, ?, 'name', ?, now(), 'x', ?)",
        UUID.fromString(row),
        id,
        name,
        id);
  }

  private void addDataKey(UUID row) throws SQLException {
    sql.change(
        "insert into vault.data_key values (?, ?, ?, ''::bytea, ''::bytea, now(), ?)",
        row,
        versionId(),
        id,
        id);
  }

  private List<String> current(String column) throws SQLException {
    return sql.texts("select " + column + " from node.object_current where object_id = ?", id);
  }

  private UUID versionId() throws SQLException {
    return UUID.fromString(
        sql.texts("select id from vault.object_version where object_id = ?", id).get(0));
  }
}

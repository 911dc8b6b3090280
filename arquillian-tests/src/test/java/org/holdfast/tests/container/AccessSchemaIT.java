package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The access tables, whoever writes to them; nothing here is committed. */
@ArquillianTest
class AccessSchemaIT {

  private static final String NEWEST = "ffffffff-ffff-7fff-bfff-ffffffffffff";
  private static final String OLDEST = "00000000-0000-7000-8000-000000000000";

  @Inject private UserTransaction transaction;
  @Inject private Sql sql;

  private final UUID id = UUID.randomUUID();
  private final String name = "name-" + id;

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(AccessSchemaIT.class);
  }

  @BeforeEach
  void begin() throws Exception {
    transaction.begin();
  }

  @AfterEach
  void rollBack() throws Exception {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
  }

  @Test
  void endpoint_newestChange_countsAndOlderDoesNot() throws Exception {
    addEndpoint();
    addEndpointChange(UUID.fromString(NEWEST), "SUSPENDED");
    addEndpointChange(UUID.fromString(OLDEST), "ENROLLED");

    assertThat(current("endpoint_current", "state || ' ' || name")).isEqualTo("SUSPENDED " + name);
  }

  @Test
  void endpoint_withoutAnyChange_waitsUntilItIsWhole() throws Exception {
    sql.change("insert into vault.endpoint values (?, ?, now(), 'x', ?)", id, name, id);

    assertThat(sql.count("select count(*) from node.endpoint_current where id = ?", id)).isZero();
  }

  @Test
  void endpoint_projectionLost_comesBackFromTheVaultRows() throws Exception {
    addEndpoint();
    addCertificate();
    String before = current("endpoint_current", "endpoint_current::text");
    sql.change("delete from node.endpoint_current where id = ?", id);

    addEndpointChange(UUID.fromString(OLDEST), "DELETED");

    assertThat(current("endpoint_current", "endpoint_current::text")).isEqualTo(before);
  }

  @Test
  void certificate_revoked_isInForceNoMoreAndTheFirstRevocationCounts() throws Exception {
    addEndpoint();
    addCertificate();
    assertThat(current("endpoint_current", "certificate_id")).isEqualTo(id.toString());

    addRevocation("first");
    addRevocation("second");

    assertThat(current("certificate_current", "reason")).isEqualTo("first");
    assertThat(current("endpoint_current", "certificate_id")).isEqualTo("null");
  }

  @Test
  void certificate_secondForOneToken_isRefused() throws Exception {
    addEndpoint();
    addCertificate();

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(this::addCertificateRow)
        .withMessageContaining("endpoint_certificate_pkey");
  }

  @Test
  void wallet_newestChange_countsAndOlderDoesNot() throws Exception {
    addWallet(id);
    addWalletChange(UUID.fromString(NEWEST), id, "newest " + id, false);
    addWalletChange(UUID.fromString(OLDEST), id, "oldest " + id, true);

    assertThat(current("virtual_wallet_current", "name || ' ' || living"))
        .isEqualTo("newest " + id + " true");
  }

  @Test
  void wallet_sameNameAsALivingOne_isRefused() throws Exception {
    UUID other = UUID.randomUUID();
    addWallet(id);
    addWalletChange(UUID.randomUUID(), id, name, false);
    addWallet(other);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> addWalletChange(UUID.randomUUID(), other, name, false))
        .withMessageContaining("virtual_wallet_current_name");
  }

  @Test
  void wallet_sameNameAsADeletedOne_isTaken() throws Exception {
    UUID other = UUID.randomUUID();
    addWallet(id);
    addWalletChange(UUID.fromString(NEWEST), id, name, true);
    addWallet(other);

    addWalletChange(UUID.randomUUID(), other, name, false);

    assertThat(sql.texts("select name from node.virtual_wallet_current where id = ?", other))
        .containsExactly(name);
  }

  @Test
  void group_newestChangeAndMember_countAndOlderDoNot() throws Exception {
    addEndpoint();
    sql.change("insert into vault.endpoint_group values (?, now(), 'x', ?)", id, id);
    addGroupChange(NEWEST, "newest " + id);
    addGroupChange(OLDEST, "oldest " + id);
    addMember(NEWEST, true);
    addMember(OLDEST, false);

    assertThat(current("endpoint_group_current", "name")).isEqualTo("newest " + id);
    assertThat(sql.count("select count(*) from node.group_member_current where group_id = ?", id))
        .isEqualTo(1);
  }

  @Test
  void grant_takenAway_isGoneAndAnOlderOneDoesNotBringItBack() throws Exception {
    addWallet(id);
    addGrant(UUID.randomUUID().toString(), "MANAGE");
    assertThat(grants()).isEqualTo(1);

    addGrant(NEWEST, null);
    addGrant(OLDEST, "READ_ONLY");

    assertThat(grants()).isZero();
  }

  @Test
  void epoch_eachTableThatMattersForAccess_movesIt() throws Exception {
    addWallet(id);
    sql.change("insert into vault.endpoint_group values (?, now(), 'x', ?)", id, id);
    addEndpoint();

    assertMoves(() -> addEndpointChange(UUID.randomUUID(), "ENROLLED"));
    assertMoves(this::addCertificate);
    assertMoves(() -> addRevocation("x"));
    assertMoves(() -> addGroupChange(NEWEST, name));
    assertMoves(() -> addMember(NEWEST, true));
    assertMoves(() -> addWalletChange(UUID.randomUUID(), id, name, false));
    assertMoves(() -> addGrant(NEWEST, "MANAGE"));
    assertMoves(
        () ->
            sql.change(
                "insert into vault.console_user values (?, ?, 'USER', now(), ?)", id, name, id));
  }

  @Test
  void epoch_rolledBack_isNotGivenOutAgain() throws Exception {
    addEndpoint();
    long lost = epoch();
    transaction.rollback();
    transaction.begin();

    addEndpoint();

    assertThat(epoch()).isGreaterThan(lost);
  }

  /** What does something to the database. */
  @FunctionalInterface
  private interface Change {
    void make() throws SQLException;
  }

  private void assertMoves(Change change) throws SQLException {
    long before = epoch();
    change.make();
    assertThat(epoch()).isGreaterThan(before);
  }

  private long epoch() throws SQLException {
    return sql.count("select value from node.access_epoch");
  }

  private long grants() throws SQLException {
    return sql.count("select count(*) from node.wallet_grant_current where wallet_id = ?", id);
  }

  private String current(String table, String columns) throws SQLException {
    return sql.texts("select %s from node.%s where id = ?".formatted(columns, table), id).get(0);
  }

  private void addEndpoint() throws SQLException {
    sql.change("insert into vault.endpoint values (?, ?, now(), 'x', ?)", id, name, id);
    addEndpointChange(UUID.randomUUID(), "REGISTERED");
  }

  private void addEndpointChange(UUID row, String state) throws SQLException {
    sql.change(
        "insert into vault.endpoint_change values (?, ?, ?, '', null, now(), 'x', ?)",
        row,
        id,
        state,
        id);
  }

  private void addCertificate() throws SQLException {
    sql.change(
        "insert into vault.enrolment_token values (?, ?, ?, now(), now(), 'x', ?)",
        id,
        id,
        name.getBytes(StandardCharsets.UTF_8),
        id);
    addCertificateRow();
  }

  private void addCertificateRow() throws SQLException {
    sql.change(
        "insert into vault.endpoint_certificate"
            + " values (?, ?, '1', ?, ''::bytea, now(), now(), now(), 'x', ?)",
        id,
        id,
        name.getBytes(StandardCharsets.UTF_8),
        id);
  }

  private void addRevocation(String reason) throws SQLException {
    // Time-ordered, as the application makes them.
    UUID row = new UUID(System.nanoTime(), id.getLeastSignificantBits());
    sql.change(
        "insert into vault.certificate_revocation values (?, ?, ?, now(), 'x', ?)",
        row,
        id,
        reason,
        id);
  }

  private void addGroupChange(String row, String newName) throws SQLException {
    sql.change(
        "insert into vault.endpoint_group_change values (?, ?, ?, '', false, now(), 'x', ?)",
        UUID.fromString(row),
        id,
        newName,
        id);
  }

  private void addMember(String row, boolean member) throws SQLException {
    sql.change(
        "insert into vault.group_member values (?, ?, ?, ?, now(), 'x', ?)",
        UUID.fromString(row),
        id,
        id,
        member,
        id);
  }

  private void addWallet(UUID wallet) throws SQLException {
    sql.change("insert into vault.virtual_wallet values (?, now(), 'x', ?)", wallet, id);
  }

  private void addWalletChange(UUID row, UUID wallet, String newName, boolean deleted)
      throws SQLException {
    sql.change(
        "insert into vault.virtual_wallet_change"
            + " values (?, ?, ?, '', 'MASTER_KEY', ?, now(), 'x', ?)",
        row,
        wallet,
        newName,
        deleted,
        id);
  }

  /** Without a level it takes the access away. */
  private void addGrant(String row, @Nullable String level) throws SQLException {
    String text = level == null ? "null" : "'" + level + "'";
    sql.change(
        "insert into vault.wallet_grant values (?, ?, 'USER', ?, %s, now(), 'x', ?)"
            .formatted(text),
        UUID.fromString(row),
        id,
        id,
        id);
  }
}

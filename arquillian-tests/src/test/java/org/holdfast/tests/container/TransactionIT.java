package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.audit.Premise;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.audit.QueryAudit;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.DestroyObject;
import org.holdfast.ejb.object.ReadObject;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ArquillianTest
class TransactionIT {

  private static final String AUDIT = "select count(*) from vault.audit_record where subject = ?";
  private static final String ROWS = "select count(*) from vault.security_object where id = ?";

  @EJB private CreateObject create;
  @EJB private ReadObject read;
  @EJB private ChangeObject change;
  @EJB private DestroyObject destroy;
  @EJB private QueryAudit audit;
  @EJB private RootOfTrustStatus status;
  @EJB private AsKeyAdministrator keyAdministrator;
  @EJB private AsSystemAdministrator systemAdministrator;
  @EJB private AsAuditManager auditManager;
  @Inject private AuditTrail trail;
  @Inject private SecurityObjectRepository objects;
  @Inject private UserTransaction transaction;
  @Inject private Sql sql;

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(TransactionIT.class);
  }

  @AfterEach
  void rollBackWhatIsLeft() throws Exception {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
  }

  @Test
  void store_commits_objectAndAuditRecordAreBothThere() throws Exception {
    SecurityObject stored = store(name());

    UUID id = stored.id().value();
    assertThat(sql.count(ROWS, id)).isEqualTo(1);
    assertThat(
            sql.texts(
                "select operation || ' ' || outcome from vault.audit_record where subject = ?", id))
        .containsExactly("STORE_OBJECT SUCCEEDED");
    assertThat(
            sql.texts(
                "select state || ' ' || name from node.object_current where object_id = ?", id))
        .containsExactly("ACTIVE " + stored.name());
  }

  @Test
  void store_rolledBack_leavesNeitherObjectNorAuditRecord() throws Exception {
    transaction.begin();
    UUID id = store(name()).id().value();
    assertThat(sql.count(ROWS, id)).as("inside the transaction").isEqualTo(1);
    transaction.rollback();

    assertThat(sql.count(ROWS, id)).isZero();
    assertThat(sql.count(AUDIT, id)).isZero();
    assertThat(sql.count("select count(*) from node.object_current where object_id = ?", id))
        .isZero();
  }

  /** Who has the material has it, whatever becomes of the transaction: so the record stays. */
  @Test
  void read_rolledBack_isAuditedAllTheSame() throws Exception {
    ObjectId id = store(name()).id();
    transaction.begin();
    assertThat(material(id)).isEqualTo("material");
    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
    transaction.rollback();

    assertThat(
            sql.texts(
                "select operation || ' ' || outcome from vault.audit_record where subject = ?"
                    + " order by sequence",
                id.value()))
        .containsExactly("STORE_OBJECT SUCCEEDED", "READ_OBJECT SUCCEEDED");
  }

  /** They are brought to disk together; none may be told of before it is there. */
  @Test
  void record_byManyAtOnce_eachIsOnDiskWhenItsCallerGoesOn() throws Exception {
    int callers = 12;
    int each = 40;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<Integer>> going = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      going.add(
          threads.submit(
              () -> {
                int found = 0;
                for (int n = 0; n < each; n++) {
                  UUID subject = UUID.randomUUID();
                  // One in four is interrupted, which changes nothing of it but is not lost.
                  if (n % 4 == 0) {
                    Thread.currentThread().interrupt();
                  }
                  trail.record(event(subject, "one of many"));
                  assertThat(Thread.interrupted()).isEqualTo(n % 4 == 0);
                  found += (int) sql.count(AUDIT, subject);
                }
                return found;
              }));
    }
    threads.shutdown();

    for (Future<Integer> one : going) {
      assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(each);
    }
  }

  @Test
  void recordIf_aPremiseThatDoesNotHold_leavesNoRecord() throws Exception {
    Premise holds = premise();
    UUID other = UUID.randomUUID();
    UUID subject = UUID.randomUUID();

    for (Premise wrong :
        List.of(
            new Premise(other, holds.revision(), holds.dataKey(), holds.epoch()),
            new Premise(holds.object(), other, holds.dataKey(), holds.epoch()),
            new Premise(holds.object(), holds.revision(), other, holds.epoch()),
            new Premise(holds.object(), holds.revision(), holds.dataKey(), holds.epoch() - 1))) {
      assertThat(trail.recordIf(event(subject, "not so"), wrong)).as(wrong.toString()).isFalse();
    }
    assertThat(sql.count(AUDIT, subject)).isZero();
    assertThat(trail.recordIf(event(subject, "so"), holds)).isTrue();
    assertThat(sql.count(AUDIT, subject)).isEqualTo(1);
  }

  /** In batches of all kinds: each caller is told of its own. */
  @Test
  void recordIf_byManyAtOnce_eachIsToldWhetherItsOwnIsThere() throws Exception {
    Premise holds = premise();
    Premise wrong = new Premise(holds.object(), UUID.randomUUID(), holds.dataKey(), holds.epoch());
    int callers = 12;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<Void>> going = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      int kind = i % 3;
      going.add(
          threads.submit(
              () -> {
                for (int n = 0; n < 40; n++) {
                  UUID subject = UUID.randomUUID();
                  AuditEvent event = event(subject, "one of many");
                  boolean written = kind != 1;
                  if (kind == 0) {
                    trail.record(event);
                  } else {
                    assertThat(trail.recordIf(event, written ? holds : wrong)).isEqualTo(written);
                  }
                  assertThat(sql.count(AUDIT, subject)).isEqualTo(written ? 1 : 0);
                }
                return null;
              }));
    }
    threads.shutdown();

    for (Future<Void> one : going) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  private Premise premise() {
    return objects.read(store(name()).id(), null).orElseThrow().premise();
  }

  @Test
  void record_refusedByTheDatabase_failsAndTheNextOnesAreWritten() throws Exception {
    UUID subject = UUID.randomUUID();

    assertThatExceptionOfType(PersistenceException.class)
        .isThrownBy(() -> trail.record(event(subject, "text that PostgreSQL has no place for \0")));
    trail.record(event(subject, "plain text"));

    assertThat(sql.count(AUDIT, subject)).isEqualTo(1);
  }

  private static AuditEvent event(UUID subject, String detail) {
    return AuditEvent.succeeded("keyadmin", AuditOperation.READ_OBJECT, subject, detail);
  }

  @Test
  void vaultException_insideATransaction_rollsItBack() throws Exception {
    String name = name();
    transaction.begin();
    UUID id = store(name).id().value();

    Exception failure = keyAdministrator.failureOf(() -> storeNow(name));

    assertThat(failure)
        .isInstanceOf(VaultException.class)
        .extracting(thrown -> ((VaultException) thrown).code())
        .isEqualTo(ErrorCode.OBJECT_NAME_TAKEN);
    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
    assertThatExceptionOfType(RollbackException.class).isThrownBy(() -> transaction.commit());
    assertThat(sql.count(ROWS, id)).isZero();
    assertThat(sql.count(AUDIT, id)).isZero();
  }

  @Test
  void change_toANameOfTheVaultsOwn_isRefused() {
    ObjectId id = store(name()).id();

    assertThat(
            keyAdministrator.failureOf(
                () -> change.change(id, "Holdfast Endpoint CA", Map.of(), null)))
        .isInstanceOfSatisfying(
            VaultException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(failure.field()).isEqualTo("name");
            });
  }

  @Test
  void destroy_stored_overwritesTheSealedMaterialAndKeepsTheHistory() throws Exception {
    ObjectId id = store(name()).id();

    Revocation why = new Revocation(Revocation.Reason.CESSATION_OF_OPERATION, "", null);
    keyAdministrator.call(() -> change.revoke(id, why, null));
    SecurityObject destroyed = keyAdministrator.call(() -> destroy.destroy(id, null));

    assertThat(destroyed.state()).isEqualTo(ObjectState.DESTROYED);
    assertThat(
            sql.texts(
                "select length(iv) || ' ' || length(sealed) from vault.object_version"
                    + " where object_id = ?",
                id.value()))
        .containsExactly("0 0");
    assertThat(
            sql.texts(
                "select length(k.iv) || ' ' || length(k.wrapped) from vault.data_key k"
                    + " join vault.object_version v on v.id = k.version_id where v.object_id = ?",
                id.value()))
        .containsExactly("0 0");
    assertThat(
            sql.texts(
                "select state from vault.object_state where object_id = ? order by id", id.value()))
        .containsExactly("ACTIVE", "DEACTIVATED", "DESTROYED");
    assertThat(keyAdministrator.failureOf(() -> read.read(id, null).close()))
        .isInstanceOfSatisfying(
            VaultException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OBJECT_DESTROYED));
  }

  @Test
  void roles_another_areRefused() {
    PageRequest page = new PageRequest(0, 10);
    NewObject description = NewObject.of(name(), ObjectType.SECRET_DATA, null);

    assertRefused(() -> create.register(description, SecretBytes.copyOf(new byte[] {1}), null));
    for (Caller other : new Caller[] {systemAdministrator, auditManager}) {
      assertThat(other.failureOf(() -> storeNow(name()))).isInstanceOf(EJBAccessException.class);
      assertThat(other.failureOf(() -> read.read(new ObjectId(UUID.randomUUID()), null).close()))
          .isInstanceOf(EJBAccessException.class);
    }
    for (Caller other : new Caller[] {systemAdministrator, keyAdministrator}) {
      assertThat(other.failureOf(() -> audit.query(AuditQuery.ALL, page)))
          .isInstanceOf(EJBAccessException.class);
    }
    for (Caller other : new Caller[] {auditManager, keyAdministrator}) {
      assertThat(other.failureOf(() -> status.current())).isInstanceOf(EJBAccessException.class);
    }
  }

  @Test
  void roles_right_areAllowed() {
    assertThat(systemAdministrator.<Boolean>call(() -> status.current().vaultOpen())).isTrue();
    assertThat(
            auditManager.<Long>call(
                () -> audit.query(AuditQuery.ALL, new PageRequest(0, 1)).total()))
        .isPositive();
  }

  private static void assertRefused(Supplier<?> call) {
    assertThatExceptionOfType(EJBAccessException.class).isThrownBy(call::get);
  }

  private SecurityObject store(String name) {
    return keyAdministrator.call(() -> storeNow(name));
  }

  private SecurityObject storeNow(String name) {
    try (SecretBytes material = SecretBytes.copyOf("material".getBytes(StandardCharsets.UTF_8))) {
      return create.register(NewObject.of(name, ObjectType.SECRET_DATA, null), material, null);
    }
  }

  private String material(ObjectId id) throws SQLException {
    return keyAdministrator.call(
        () -> {
          try (RetrievedObject retrieved = read.read(id, null)) {
            return retrieved
                .material()
                .lend(SecretAccess.granted(), bytes -> new String(bytes, StandardCharsets.UTF_8));
          }
        });
  }

  private static String name() {
    return "object " + UUID.randomUUID();
  }
}

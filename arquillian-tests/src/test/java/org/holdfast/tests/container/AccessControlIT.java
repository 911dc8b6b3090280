package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.access.ManageUsers;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.access.RefusalAudit;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.FindObject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user without an office may do as grants come and go. */
@ArquillianTest
class AccessControlIT {

  private static final String REFUSED =
      "select operation || ' ' || code from vault.audit_record"
          + " where subject = ? and actor = ? and outcome = 'FAILED' order by sequence";

  private static final Protection KEY = Protection.MASTER_KEY;

  @EJB private ManageUsers users;
  @EJB private ManageWallets wallets;
  @EJB private CreateObject create;
  @EJB private FindObject find;
  @EJB private RefusalAudit refusals;
  @EJB private AsSystemAdministrator systemAdministrator;
  @EJB private AsKeyAdministrator keyAdministrator;
  @EJB private AsUser user;
  @Inject private Sql sql;

  private Grantee clerk = new Grantee(Grantee.Kind.USER, new UUID(0, 0));

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(AccessControlIT.class);
  }

  @BeforeEach
  void makeTheUser() {
    UserName name = new UserName(TestVault.USER);
    if (systemAdministrator.call(users::list).stream().noneMatch(u -> u.name().equals(name))) {
      try (SecretChars password = SecretChars.copyOf(TestVault.PASSWORD.toCharArray())) {
        systemAdministrator.call(() -> users.create(name, Role.USER, password));
      }
    }
    User made =
        systemAdministrator.call(users::list).stream()
            .filter(u -> u.name().equals(name))
            .findFirst()
            .orElseThrow();
    clerk = new Grantee(Grantee.Kind.USER, made.id());
  }

  @Test
  void wallet_withoutAGrant_isUnknownToTheUserAndTheTrailSaysWhy() throws Exception {
    WalletId wallet = wallet().id();

    assertThat(codeOf(() -> wallets.find(wallet))).isEqualTo(ErrorCode.WALLET_UNKNOWN);

    assertThat(sql.texts(REFUSED, wallet.value(), TestVault.USER))
        .containsExactly("ACCESS " + ErrorCode.GRANT_MISSING.id());
  }

  @Test
  void wallet_unknownAndForbidden_areToldInTheSameWords() {
    WalletId forbidden = wallet().id();
    WalletId unknown = new WalletId(UUID.randomUUID());

    String toldOfForbidden = messageOf(() -> wallets.find(forbidden));
    String toldOfUnknown = messageOf(() -> wallets.find(unknown));

    assertThat(toldOfForbidden.replace(forbidden.toString(), "ID"))
        .isEqualTo(toldOfUnknown.replace(unknown.toString(), "ID"));
  }

  @Test
  void create_intoAWalletUnknownOrForbidden_isToldInTheSameWordsAtNoField() {
    WalletId forbidden = wallet().id();
    WalletId unknown = new WalletId(UUID.randomUUID());

    VaultException toldOfForbidden = failureOfCreatingIn(forbidden);
    VaultException toldOfUnknown = failureOfCreatingIn(unknown);

    assertThat(toldOfForbidden.code()).isEqualTo(ErrorCode.WALLET_UNKNOWN);
    assertThat(toldOfUnknown.code()).isEqualTo(ErrorCode.WALLET_UNKNOWN);
    assertThat(String.valueOf(toldOfForbidden.detail()).replace(forbidden.toString(), "ID"))
        .isEqualTo(String.valueOf(toldOfUnknown.detail()).replace(unknown.toString(), "ID"));
    assertThat(toldOfForbidden.field()).isNull();
    assertThat(toldOfUnknown.field()).isNull();
  }

  @Test
  void object_withoutAGrant_isUnknownToTheUserAndTheTrailSaysWhy() throws Exception {
    ObjectId object = object();

    assertThat(codeOf(() -> find.find(object))).isEqualTo(ErrorCode.OBJECT_UNKNOWN);

    assertThat(sql.texts(REFUSED, object.value(), TestVault.USER))
        .containsExactly("SEE_OBJECT " + ErrorCode.GRANT_MISSING.id());
  }

  @Test
  void grant_givenAndTaken_countsFromTheNextCall() {
    WalletId wallet = wallet().id();
    ObjectId object = object();
    asKeyAdministrator(() -> wallets.put(wallet, object));

    asKeyAdministrator(() -> wallets.grant(wallet, clerk, AccessLevel.READ_ONLY));
    assertThat(codeOf(() -> find.find(object))).isNull();
    assertThat(user.call(() -> wallets.access(wallet))).isEqualTo(AccessLevel.READ_ONLY);

    asKeyAdministrator(() -> wallets.ungrant(wallet, clerk));
    assertThat(codeOf(() -> find.find(object))).isEqualTo(ErrorCode.OBJECT_UNKNOWN);
  }

  @Test
  void readOnly_taking_isRefusedAndOnRecordAlthoughTheTransactionIsRolledBack() throws Exception {
    WalletId wallet = wallet().id();
    ObjectId object = object();
    asKeyAdministrator(() -> wallets.put(wallet, object));
    asKeyAdministrator(() -> wallets.grant(wallet, clerk, AccessLevel.READ_ONLY));

    assertThat(codeOf(() -> wallets.take(wallet, object))).isEqualTo(ErrorCode.GRANT_MISSING);

    assertThat(sql.texts(REFUSED, wallet.value(), TestVault.USER))
        .containsExactly("FILL_WALLET " + ErrorCode.GRANT_MISSING.id());
    assertThat(keyAdministrator.call(() -> wallets.findFilled(wallet)).objects()).isEqualTo(1);
  }

  @Test
  void wallet_largeOrSmall_isFoundWithoutCountingWhatItHolds() throws Exception {
    WalletId wallet = wallet().id();
    AtomicReference<@Nullable VirtualWallet> found = new AtomicReference<>();

    sql.locking(
        "node.wallet_object_current",
        () -> found.set(keyAdministrator.call(() -> wallets.find(wallet))));

    assertThat(found.get()).extracting(VirtualWallet::id).isEqualTo(wallet);
  }

  @Test
  void wallet_madeByAUser_isManagedByThem() {
    VirtualWallet wallet =
        user.call(() -> wallets.create(new Label("wallet " + UUID.randomUUID(), ""), KEY));

    assertThat(user.call(() -> wallets.access(wallet.id()))).isEqualTo(AccessLevel.MANAGE);
    assertThat(user.call(() -> wallets.grants(wallet.id())))
        .singleElement()
        .satisfies(grant -> assertThat(grant.granteeName()).isEqualTo(TestVault.USER));
  }

  @Test
  void wallet_withAnObject_isNotDeletedUntilItIsTakenOut() {
    WalletId wallet = wallet().id();
    ObjectId object = object();
    asKeyAdministrator(() -> wallets.put(wallet, object));

    assertThat(failureOfKeyAdministrator(() -> wallets.delete(wallet)))
        .isEqualTo(ErrorCode.WALLET_NOT_EMPTY);
    asKeyAdministrator(() -> wallets.take(wallet, object));
    asKeyAdministrator(() -> wallets.delete(wallet));

    assertThat(failureOfKeyAdministrator(() -> wallets.find(wallet)))
        .isEqualTo(ErrorCode.WALLET_UNKNOWN);
  }

  @Test
  void grant_toAnAdministrator_isRefused() {
    WalletId wallet = wallet().id();
    User administrator =
        systemAdministrator.call(users::list).stream()
            .filter(u -> u.role() == Role.SYSTEM_ADMINISTRATOR)
            .findFirst()
            .orElseThrow();
    Grantee grantee = new Grantee(Grantee.Kind.USER, administrator.id());

    assertThat(
            failureOfKeyAdministrator(() -> wallets.grant(wallet, grantee, AccessLevel.READ_ONLY)))
        .isEqualTo(ErrorCode.INPUT_INVALID);
  }

  @Test
  void wallet_changedFromAnOldRevision_isRefused() {
    VirtualWallet seen = wallet();
    Label label = new Label(seen.name(), "changed");
    asKeyAdministrator(() -> wallets.change(seen.id(), label, KEY, seen.revision()));

    assertThat(
            failureOfKeyAdministrator(() -> wallets.change(seen.id(), label, KEY, seen.revision())))
        .isEqualTo(ErrorCode.REVISION_STALE);
  }

  @Test
  void refusal_atTheEdge_isOnRecordWithoutItsControlCharacters() throws Exception {
    String path = "GET /" + UUID.randomUUID();

    refusals.refused(TestVault.USER, path + "\n");
    refusals.refused(null, path);

    assertThat(
            sql.texts(
                "select actor || ' ' || code || ' ' || detail from vault.audit_record"
                    + " where detail like ? order by sequence",
                path + "%"))
        .containsExactly(
            TestVault.USER + " " + ErrorCode.NOT_ALLOWED.id() + " " + path + "?",
            "unknown " + ErrorCode.NOT_SIGNED_IN.id() + " " + path);
  }

  private VirtualWallet wallet() {
    Label label = new Label("wallet " + UUID.randomUUID(), "");
    return keyAdministrator.call(() -> wallets.create(label, KEY));
  }

  private ObjectId object() {
    NewObject description =
        NewObject.of("object " + UUID.randomUUID(), ObjectType.SECRET_DATA, null);
    try (SecretBytes material = SecretBytes.copyOf(new byte[] {1, 2, 3})) {
      return keyAdministrator.call(() -> create.register(description, material, null)).id();
    }
  }

  private VaultException failureOfCreatingIn(WalletId wallet) {
    NewObject description =
        new NewObject(
            "object " + UUID.randomUUID(),
            ObjectType.SYMMETRIC_KEY,
            Algorithm.AES,
            null,
            true,
            Map.of(),
            Set.of(wallet));
    Exception failure = user.failureOf(() -> create.create(description, null));
    assertThat(failure).isInstanceOf(VaultException.class);
    return (VaultException) Objects.requireNonNull(failure);
  }

  private void asKeyAdministrator(Runnable work) {
    assertThat(failureOfKeyAdministrator(work)).isNull();
  }

  private @Nullable ErrorCode failureOfKeyAdministrator(Runnable work) {
    return code(keyAdministrator.failureOf(work));
  }

  private @Nullable ErrorCode codeOf(Runnable work) {
    return code(user.failureOf(work));
  }

  private String messageOf(Runnable work) {
    return String.valueOf(user.failureOf(work));
  }

  private static @Nullable ErrorCode code(@Nullable Exception failure) {
    if (failure == null) {
      return null;
    }
    assertThat(failure).isInstanceOf(VaultException.class);
    return ((VaultException) failure).code();
  }
}

package org.holdfast.ejb.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.FilledWallet;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletAction;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.rootoftrust.RootKey;
import org.jspecify.annotations.Nullable;

/** Virtual wallets, what is in them, and who has access. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ManageWallets {

  private static final int MOST_GRANTEES = 50;

  @EJB private AccessControl access;
  @Inject private WalletRepository wallets;
  @Inject private SecurityObjectRepository objects;
  @Inject private WalletGrants grants;
  @Inject private Refusals refusals;
  @Inject private RootKey rootKey;
  @Inject private AuditTrail audit;
  @Inject private Event<ProtectionChanged> protectionChanged;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Makes a virtual wallet; a user who is no Key Administrator manages it.
   *
   * @throws VaultException {@link ErrorCode#WALLET_NAME_TAKEN}, {@link ErrorCode#NOT_ALLOWED} for
   *     endpoints, {@link ErrorCode#HSM_MODE_REQUIRED} for protection by the HSM
   */
  public VirtualWallet create(Label label, Protection protection) {
    Rights rights = access.rights();
    String actor = rights.caller().name();
    if (!rights.mayCreateWallets()) {
      refusals.record(
          actor, AuditOperation.CREATE_WALLET, null, ErrorCode.NOT_ALLOWED, label.name());
      throw new VaultException(ErrorCode.NOT_ALLOWED);
    }
    requireHsmFor(protection);
    wallets.lock();
    requireFree(label.name());
    VirtualWallet wallet =
        new VirtualWallet(
            new WalletId(Uuid7.next(random)),
            label.name(),
            label.description(),
            protection,
            clock.instant(),
            actor,
            Uuid7.next(random));
    wallets.add(wallet);
    record(rights, AuditOperation.CREATE_WALLET, wallet, protection.displayName());
    if (!rights.isUnlimited()) {
      Grantee maker = new Grantee(Grantee.Kind.USER, rights.caller().id());
      grants.grant(actor, wallet, maker, AccessLevel.MANAGE);
    }
    return required(wallet.id());
  }

  /**
   * Changes name, description and protection; data keys are re-wrapped behind.
   *
   * @param revision what the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#WALLET_NAME_TAKEN},
   *     {@link ErrorCode#REVISION_STALE}, {@link ErrorCode#HSM_MODE_REQUIRED}
   */
  public VirtualWallet change(
      WalletId id, Label label, Protection protection, @Nullable UUID revision) {
    Rights rights = access.rights();
    access.require(rights, WalletAction.CHANGE, required(id));
    wallets.lock();
    VirtualWallet wallet = required(id);
    Revisions.require(revision, wallet.revision(), wallet.name());
    if (protection != wallet.protection()) {
      requireHsmFor(protection);
    }
    if (!label.name().equals(wallet.name())) {
      requireFree(label.name());
    }
    VirtualWallet changed =
        new VirtualWallet(
            id,
            label.name(),
            label.description(),
            protection,
            wallet.created(),
            wallet.createdBy(),
            wallet.revision());
    wallets.change(changed, rights.caller().name());
    record(rights, AuditOperation.CHANGE_WALLET, changed, difference(wallet, changed));
    if (protection != wallet.protection()) {
      protectionChanged.fire(new ProtectionChanged(id));
    }
    return required(id);
  }

  /**
   * Ends a wallet and all access to it.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#GRANT_MISSING},
   *     {@link ErrorCode#WALLET_NOT_EMPTY} while it holds an object that is not destroyed
   */
  public void delete(WalletId id) {
    Rights rights = access.rights();
    access.require(rights, WalletAction.DELETE, required(id));
    wallets.lock();
    VirtualWallet wallet = required(id);
    FilledWallet filled = wallets.fill(List.of(wallet)).get(0);
    if (filled.objects() > 0) {
      String held = filled.objects() == 1 ? "1 object" : filled.objects() + " objects";
      throw new VaultException(ErrorCode.WALLET_NOT_EMPTY, held);
    }
    wallets.delete(wallet, rights.caller().name());
    record(rights, AuditOperation.DELETE_WALLET, wallet, "");
  }

  /**
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, also without any access to it
   */
  public VirtualWallet find(WalletId id) {
    return allowed(access.rights(), WalletAction.SEE, id);
  }

  /** Those that the caller has access to, by name. */
  public Page<VirtualWallet> list(@Nullable String nameContains, PageRequest page) {
    Rights rights = access.rights();
    return wallets.list(
        nameContains, rights.isUnlimited() ? null : rights.wallets().keySet(), page);
  }

  /** As {@link #find}, with what it holds. */
  public FilledWallet findFilled(WalletId id) {
    return wallets.fill(List.of(find(id))).get(0);
  }

  /** As {@link #list}, with what they hold. */
  public Page<FilledWallet> listFilled(@Nullable String nameContains, PageRequest page) {
    Page<VirtualWallet> found = list(nameContains, page);
    return new Page<>(wallets.fill(found.rows()), found.total());
  }

  /**
   * The caller's access to a wallet.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, also without any access to it
   */
  public AccessLevel access(WalletId id) {
    Rights rights = access.rights();
    VirtualWallet wallet = allowed(rights, WalletAction.SEE, id);
    return rights.onWallet(wallet.id()).orElseThrow(() -> AccessControl.unknown(id));
  }

  /**
   * Puts an object in; takes {@link AccessLevel#READ_AND_MODIFY} on both. Does nothing if it is in.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#OBJECT_UNKNOWN},
   *     {@link ErrorCode#GRANT_MISSING}, {@link ErrorCode#OBJECT_DESTROYED}, {@link
   *     ErrorCode#SYSTEM_OBJECT}
   */
  public void put(WalletId id, ObjectId object) {
    Rights rights = access.rights();
    VirtualWallet wallet = allowed(rights, WalletAction.PUT, id);
    SecurityObject found = toChange(object);
    access.require(rights, ObjectAction.CHANGE, found);
    if (found.state().isDestroyed()) {
      throw new VaultException(ErrorCode.OBJECT_DESTROYED, found.name());
    }
    setMember(rights, wallet, found, true);
  }

  /**
   * Takes an object out; takes {@link AccessLevel#READ_AND_MODIFY} on the wallet. Does nothing if
   * it is not in.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#OBJECT_UNKNOWN},
   *     {@link ErrorCode#GRANT_MISSING}
   */
  public void take(WalletId id, ObjectId object) {
    Rights rights = access.rights();
    VirtualWallet wallet = allowed(rights, WalletAction.TAKE, id);
    SecurityObject found = toChange(object);
    access.require(rights, ObjectAction.SEE, found);
    setMember(rights, wallet, found, false);
  }

  /**
   * Who has access, by kind and name; takes {@link AccessLevel#MANAGE}, as it tells who there is.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#GRANT_MISSING}
   */
  public List<Grant> grants(WalletId id) {
    return wallets.grantsOn(allowed(access.rights(), WalletAction.GRANT, id).id());
  }

  /**
   * Grants access, in place of any the grantee had.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#GRANT_MISSING};
   *     {@link ErrorCode#USER_UNKNOWN}, {@link ErrorCode#ENDPOINT_UNKNOWN}, {@link
   *     ErrorCode#GROUP_UNKNOWN}; {@link ErrorCode#INPUT_INVALID} for a user with an office
   */
  public void grant(WalletId id, Grantee grantee, AccessLevel level) {
    Rights rights = access.rights();
    VirtualWallet wallet = allowed(rights, WalletAction.GRANT, id);
    grants.grant(rights.caller().name(), wallet, grantee, level);
  }

  /**
   * Takes access away; does nothing where there is none.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#GRANT_MISSING}
   */
  public void ungrant(WalletId id, Grantee grantee) {
    Rights rights = access.rights();
    VirtualWallet wallet = allowed(rights, WalletAction.GRANT, id);
    grants.take(rights.caller().name(), wallet, grantee);
  }

  /**
   * Users without office, endpoints and groups whose name has this in it, for a choice: 50 at most,
   * and none for callers who manage no wallet.
   */
  public Map<Grantee, String> grantees(String nameContains) {
    Rights rights = access.rights();
    boolean manages = rights.wallets().containsValue(AccessLevel.MANAGE);
    return rights.isUnlimited() || manages
        ? wallets.grantees(nameContains, MOST_GRANTEES)
        : Map.of();
  }

  /** What is granted to an endpoint, a group or a user; for Key Administrators. */
  @RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
  public List<Grant> grantsTo(Grantee grantee) {
    return wallets.grantsTo(grantee);
  }

  private VirtualWallet required(WalletId id) {
    return wallets.find(id).orElseThrow(() -> AccessControl.unknown(id));
  }

  private VirtualWallet allowed(Rights rights, WalletAction action, WalletId id) {
    VirtualWallet wallet = required(id);
    access.require(rights, action, wallet);
    return wallet;
  }

  private SecurityObject toChange(ObjectId id) {
    return objects.findToChange(id).orElseThrow(() -> AccessControl.unknown(id));
  }

  private void setMember(
      Rights rights, VirtualWallet wallet, SecurityObject object, boolean member) {
    if (object.wallets().contains(wallet.id()) == member) {
      return;
    }
    objects.setMember(object.id(), wallet.id(), member, rights.caller().name());
    audit.append(
        AuditEvent.succeeded(
            rights.caller().name(),
            AuditOperation.FILL_WALLET,
            object.id().value(),
            "%s %s virtual wallet %s"
                .formatted(object.name(), member ? "into" : "out of", wallet.name())));
    if (wallet.protection() == Protection.HSM) {
      protectionChanged.fire(new ProtectionChanged(wallet.id()));
    }
  }

  private void requireHsmFor(Protection protection) {
    if (protection == Protection.HSM && !rootKey.isThere()) {
      throw new VaultException(ErrorCode.HSM_MODE_REQUIRED).atField("protection");
    }
  }

  private void requireFree(String name) {
    if (wallets.find(name).isPresent()) {
      throw new VaultException(ErrorCode.WALLET_NAME_TAKEN).atField("name");
    }
  }

  private void record(Rights rights, AuditOperation operation, VirtualWallet wallet, String what) {
    audit.append(
        AuditEvent.succeeded(
            rights.caller().name(),
            operation,
            wallet.id().value(),
            what.isEmpty() ? wallet.name() : wallet.name() + ": " + what));
  }

  private static String difference(VirtualWallet before, VirtualWallet after) {
    List<String> parts = new ArrayList<>();
    if (!before.name().equals(after.name())) {
      parts.add("was " + before.name());
    }
    if (before.protection() != after.protection()) {
      parts.add("protection " + after.protection().displayName());
    }
    return String.join(", ", parts);
  }
}

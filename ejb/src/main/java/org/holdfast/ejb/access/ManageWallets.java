package org.holdfast.ejb.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Protection;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Virtual wallets, what is in them, and who has access. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ManageWallets {

  /**
   * Makes a virtual wallet; a user who is no Key Administrator manages it.
   *
   * @throws VaultException {@link ErrorCode#WALLET_NAME_TAKEN}, {@link ErrorCode#NOT_ALLOWED} for
   *     endpoints, {@link ErrorCode#HSM_MODE_REQUIRED} for protection by the HSM
   */
  public VirtualWallet create(Label label, Protection protection) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /**
   * @throws VaultException {@link ErrorCode#WALLET_NOT_EMPTY}
   */
  public void delete(WalletId id) {
    throw new UnsupportedOperationException();
  }

  public VirtualWallet find(WalletId id) {
    throw new UnsupportedOperationException();
  }

  /** Those that the caller has access to, by name. */
  public Page<VirtualWallet> list(@Nullable String nameContains, PageRequest page) {
    throw new UnsupportedOperationException();
  }

  /** The caller's access to a wallet. */
  public AccessLevel access(WalletId id) {
    throw new UnsupportedOperationException();
  }

  /** Puts an object in; takes {@link AccessLevel#READ_AND_MODIFY} on both. */
  public void put(WalletId id, ObjectId object) {
    throw new UnsupportedOperationException();
  }

  /** Takes an object out; takes {@link AccessLevel#READ_AND_MODIFY} on the wallet. */
  public void take(WalletId id, ObjectId object) {
    throw new UnsupportedOperationException();
  }

  public List<Grant> grants(WalletId id) {
    throw new UnsupportedOperationException();
  }

  /** Grants access, in place of any the grantee had. */
  public void grant(WalletId id, Grantee grantee, AccessLevel level) {
    throw new UnsupportedOperationException();
  }

  public void ungrant(WalletId id, Grantee grantee) {
    throw new UnsupportedOperationException();
  }

  /** Users without office, endpoints and groups whose name has this in it, for a choice. */
  public Map<Grantee, String> grantees(String nameContains) {
    throw new UnsupportedOperationException();
  }

  /** What is granted to an endpoint, a group or a user; for Key Administrators. */
  public List<Grant> grantsTo(Grantee grantee) {
    throw new UnsupportedOperationException();
  }
}

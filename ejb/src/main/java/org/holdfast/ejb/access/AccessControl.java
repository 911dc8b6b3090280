package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletAction;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.SecurityObject;

/**
 * Lets the caller of a use case through or not; each refusal is in the audit trail. Grants that
 * change count from the next call on.
 */
@Stateless
@PermitAll
public class AccessControl {

  /**
   * The rights of the caller.
   *
   * @throws VaultException {@link ErrorCode#NOT_SIGNED_IN} if the caller is gone; {@link
   *     ErrorCode#ENDPOINT_SUSPENDED}
   */
  public Rights rights() {
    throw new UnsupportedOperationException();
  }

  /** The rights of the caller as of that epoch of the access tables, which was just read. */
  public Rights rights(long epoch) {
    throw new UnsupportedOperationException(Long.toString(epoch));
  }

  /**
   * Checks access to a security object.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN} for a caller with no access to the
   *     object at all, who is not told that it exists; {@link ErrorCode#GRANT_MISSING} for too
   *     little access; {@link ErrorCode#SYSTEM_OBJECT} for all but looking at the vault's own
   */
  public void require(Rights rights, ObjectAction action, SecurityObject object) {
    throw new UnsupportedOperationException();
  }

  /**
   * Checks access to a virtual wallet.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#GRANT_MISSING}
   */
  public void require(Rights rights, WalletAction action, VirtualWallet wallet) {
    throw new UnsupportedOperationException();
  }
}

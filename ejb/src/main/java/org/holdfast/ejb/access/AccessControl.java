package org.holdfast.ejb.access;

import static jakarta.ejb.TransactionAttributeType.SUPPORTS;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletAction;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;

/**
 * Lets the caller of a use case through or not; each refusal is in the audit trail, as {@link
 * ErrorCode#GRANT_MISSING} also where the caller is told that there is nothing. Grants that change
 * count from the next call on.
 */
@Stateless
@PermitAll
@TransactionAttribute(SUPPORTS)
public class AccessControl {

  @Resource private SessionContext context;
  @Inject private WalletRepository wallets;
  @Inject private RightsCache cache;
  @Inject private RightsReader reader;
  @Inject private Refusals refusals;

  /**
   * The rights of the caller.
   *
   * @throws VaultException {@link ErrorCode#NOT_SIGNED_IN} if the caller is gone; {@link
   *     ErrorCode#ENDPOINT_SUSPENDED}
   */
  public Rights rights() {
    return rights(wallets.epoch());
  }

  /**
   * The rights of the caller as of that epoch of the access tables, which was just read.
   *
   * @throws VaultException as {@link #rights()}
   */
  public Rights rights(long epoch) {
    String caller = context.getCallerPrincipal().getName();
    return cache
        .find(caller, epoch)
        .orElseGet(
            () -> {
              Rights rights = read(caller, epoch);
              cache.put(caller, rights);
              return rights;
            });
  }

  /**
   * Checks access to a security object.
   *
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN} for a caller with no access to the
   *     object at all, who is not told that it exists; {@link ErrorCode#GRANT_MISSING} for too
   *     little access; {@link ErrorCode#SYSTEM_OBJECT} for all but looking at the vault's own
   */
  public void require(Rights rights, ObjectAction action, SecurityObject object) {
    refusal(rights, action, object)
        .ifPresent(
            told -> {
              ErrorCode recorded =
                  told.code() == ErrorCode.OBJECT_UNKNOWN ? ErrorCode.GRANT_MISSING : told.code();
              throw refused(rights, action, object, recorded, told);
            });
  }

  /** Whether {@link #require} would let the caller through; nothing is recorded. */
  public boolean allows(Rights rights, ObjectAction action, SecurityObject object) {
    return refusal(rights, action, object).isEmpty();
  }

  /** What the caller is told who is not let through. */
  private static Optional<VaultException> refusal(
      Rights rights, ObjectAction action, SecurityObject object) {
    Optional<AccessLevel> level = rights.onObject(object.owner(), object.wallets());
    if (level.isEmpty()) {
      return Optional.of(unknown(object.id()));
    }
    if (!level.get().covers(action.needs())) {
      return Optional.of(new VaultException(ErrorCode.GRANT_MISSING, missing(action.needs())));
    }
    return object.isSystems() && action != ObjectAction.SEE
        ? Optional.of(new VaultException(ErrorCode.SYSTEM_OBJECT, object.name()))
        : Optional.empty();
  }

  /**
   * Checks access to a virtual wallet.
   *
   * @throws VaultException {@link ErrorCode#WALLET_UNKNOWN} for a caller with no access to the
   *     wallet at all, who is not told that it exists; {@link ErrorCode#GRANT_MISSING}
   */
  public void require(Rights rights, WalletAction action, VirtualWallet wallet) {
    Optional<AccessLevel> level = rights.onWallet(wallet.id());
    if (level.isPresent() && level.get().covers(action.needs())) {
      return;
    }
    refusals.record(
        rights.caller().name(),
        operation(action),
        wallet.id().value(),
        ErrorCode.GRANT_MISSING,
        action + " virtual wallet " + wallet.name());
    throw level.isEmpty()
        ? unknown(wallet.id())
        : new VaultException(ErrorCode.GRANT_MISSING, missing(action.needs()));
  }

  /** What is told of an object that is not there, and of one that the caller has no access to. */
  static VaultException unknown(ObjectId id) {
    return new VaultException(ErrorCode.OBJECT_UNKNOWN, id.toString());
  }

  /** What is told of a wallet that is not there, and of one that the caller has no access to. */
  static VaultException unknown(WalletId id) {
    return new VaultException(ErrorCode.WALLET_UNKNOWN, id.toString());
  }

  private Rights read(String caller, long epoch) {
    try {
      return reader.read(caller, epoch);
    } catch (VaultException e) {
      refusals.record(caller, AuditOperation.ACCESS, null, e.code(), "");
      throw e;
    }
  }

  private VaultException refused(
      Rights rights,
      ObjectAction action,
      SecurityObject object,
      ErrorCode recorded,
      VaultException told) {
    refusals.record(
        rights.caller().name(),
        operation(action),
        object.id().value(),
        recorded,
        action + " " + object.name());
    return told;
  }

  private static String missing(AccessLevel needed) {
    return "this takes the access \"" + needed.displayName() + "\"";
  }

  private static AuditOperation operation(ObjectAction action) {
    return switch (action) {
      case SEE -> AuditOperation.SEE_OBJECT;
      case READ -> AuditOperation.READ_OBJECT;
      case USE -> AuditOperation.USE_OBJECT;
      case CHANGE -> AuditOperation.CHANGE_OBJECT;
      case ACTIVATE -> AuditOperation.ACTIVATE_OBJECT;
      case REVOKE -> AuditOperation.REVOKE_OBJECT;
      case ROTATE -> AuditOperation.ROTATE_OBJECT;
      case REKEY -> AuditOperation.REKEY_OBJECT;
      case DESTROY -> AuditOperation.DESTROY_OBJECT;
    };
  }

  private static AuditOperation operation(WalletAction action) {
    return switch (action) {
      case SEE -> AuditOperation.ACCESS;
      case PUT, TAKE -> AuditOperation.FILL_WALLET;
      case CHANGE -> AuditOperation.CHANGE_WALLET;
      case GRANT -> AuditOperation.GRANT_ACCESS;
      case DELETE -> AuditOperation.DELETE_WALLET;
    };
  }
}

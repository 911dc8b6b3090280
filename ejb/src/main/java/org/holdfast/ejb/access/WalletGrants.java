package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.access.GroupId;
import org.holdfast.domain.access.GroupRepository;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.User;
import org.holdfast.domain.access.UserRepository;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Gives and takes access in the transaction of a caller who may; audited. */
@ApplicationScoped
class WalletGrants {

  @Inject private WalletRepository wallets;
  @Inject private UserRepository users;
  @Inject private EndpointRepository endpoints;
  @Inject private GroupRepository groups;
  @Inject private AuditTrail audit;

  /** Gives access in place of any there was; does nothing if it is the same. */
  void grant(String actor, VirtualWallet wallet, Grantee grantee, AccessLevel level) {
    wallets.lock();
    String name = nameOf(grantee);
    if (existing(wallet, grantee).filter(grant -> grant.level() == level).isPresent()) {
      return;
    }
    wallets.grant(wallet.id(), grantee, level, actor);
    record(actor, wallet, level.displayName() + " to " + described(grantee, name));
  }

  /** Takes access away; does nothing if there is none. */
  void take(String actor, VirtualWallet wallet, Grantee grantee) {
    wallets.lock();
    Optional<Grant> grant = existing(wallet, grantee);
    if (grant.isEmpty()) {
      return;
    }
    wallets.grant(wallet.id(), grantee, null, actor);
    record(actor, wallet, "none to " + described(grantee, grant.get().granteeName()));
  }

  private Optional<Grant> existing(VirtualWallet wallet, Grantee grantee) {
    return wallets.grantsOn(wallet.id()).stream()
        .filter(grant -> grant.grantee().equals(grantee))
        .findFirst();
  }

  private String nameOf(Grantee grantee) {
    return switch (grantee.kind()) {
      case USER -> user(grantee).name().value();
      case ENDPOINT ->
          endpoints
              .find(new EndpointId(grantee.id()))
              .filter(endpoint -> endpoint.state() != EndpointState.DELETED)
              .map(Endpoint::name)
              .orElseThrow(() -> unknown(ErrorCode.ENDPOINT_UNKNOWN, grantee))
              .value();
      case GROUP ->
          groups
              .find(new GroupId(grantee.id()))
              .map(EndpointGroup::name)
              .orElseThrow(() -> unknown(ErrorCode.GROUP_UNKNOWN, grantee));
    };
  }

  /** To users with an office grants mean nothing: better said than recorded. */
  private User user(Grantee grantee) {
    User user =
        users.find(grantee.id()).orElseThrow(() -> unknown(ErrorCode.USER_UNKNOWN, grantee));
    if (user.role() != Role.USER) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID,
              "%s is %s: virtual wallets are granted to users without an office"
                  .formatted(user.name(), user.role().displayName()))
          .atField("grantee");
    }
    return user;
  }

  private void record(String actor, VirtualWallet wallet, String what) {
    audit.append(
        AuditEvent.succeeded(
            actor, AuditOperation.GRANT_ACCESS, wallet.id().value(), wallet.name() + ": " + what));
  }

  private static String described(Grantee grantee, String name) {
    return "%s %s".formatted(grantee.kind().displayName(), name);
  }

  private static VaultException unknown(ErrorCode code, Grantee grantee) {
    return new VaultException(code, grantee.id().toString()).atField("grantee");
  }
}

package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.UserName;
import org.holdfast.domain.access.UserRepository;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Reads what a caller may do from the database. */
@ApplicationScoped
class RightsReader {

  @Inject private UserRepository users;
  @Inject private EndpointRepository endpoints;
  @Inject private WalletRepository wallets;

  /**
   * The rights of whoever calls under that name.
   *
   * @param epoch read before this call: what is read here is as new or newer, never older
   * @throws VaultException {@link ErrorCode#NOT_SIGNED_IN} if nobody does; {@link
   *     ErrorCode#ENDPOINT_SUSPENDED}
   */
  Rights read(String name, long epoch) {
    Optional<EndpointName> endpoint = Caller.endpointNamed(name);
    return endpoint.isPresent()
        ? ofEndpoint(endpoints.find(endpoint.get()).orElseThrow(RightsReader::gone), epoch)
        : ofUser(name, epoch);
  }

  private Rights ofEndpoint(Endpoint endpoint, long epoch) {
    if (endpoint.state() == EndpointState.SUSPENDED) {
      throw new VaultException(ErrorCode.ENDPOINT_SUSPENDED, endpoint.name().value());
    }
    if (endpoint.state() != EndpointState.ENROLLED) {
      throw gone();
    }
    Caller caller = Caller.of(endpoint);
    return new Rights(caller, wallets.grantsOf(caller), living(endpoint.defaultWallet()), epoch);
  }

  private Rights ofUser(String name, long epoch) {
    Caller caller = users.find(userName(name)).map(Caller::of).orElseThrow(RightsReader::gone);
    return new Rights(caller, wallets.grantsOf(caller), null, epoch);
  }

  /** New objects must not fail because the wallet that they would go to was deleted. */
  private @Nullable WalletId living(@Nullable WalletId wallet) {
    return wallet == null ? null : wallets.find(wallet).map(VirtualWallet::id).orElse(null);
  }

  private static UserName userName(String name) {
    try {
      return new UserName(name);
    } catch (VaultException e) {
      throw new VaultException(ErrorCode.NOT_SIGNED_IN, "nobody calls so", e);
    }
  }

  private static VaultException gone() {
    return new VaultException(ErrorCode.NOT_SIGNED_IN);
  }
}

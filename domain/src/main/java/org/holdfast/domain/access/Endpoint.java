package org.holdfast.domain.access;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * A trusted client: a database, a server, a script; known by its certificate.
 *
 * @param description may be empty
 * @param defaultWallet where its new security objects go; null for none
 * @param certificate the one in force; null while it has none
 * @param revision changes with each change of the endpoint
 */
public record Endpoint(
    EndpointId id,
    EndpointName name,
    String description,
    EndpointState state,
    @Nullable WalletId defaultWallet,
    @Nullable EndpointCertificate certificate,
    Instant created,
    String createdBy,
    UUID revision) {

  /**
   * The same in another state.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_STATE} if that may not follow
   */
  public Endpoint to(EndpointState next) {
    return new Endpoint(
        id,
        name,
        description,
        state.to(next),
        defaultWallet,
        certificate,
        created,
        createdBy,
        revision);
  }

  /** The same with another description and default wallet. */
  public Endpoint with(String newDescription, @Nullable WalletId newDefaultWallet) {
    return new Endpoint(
        id,
        name,
        newDescription,
        state,
        newDefaultWallet,
        certificate,
        created,
        createdBy,
        revision);
  }
}

package org.holdfast.ejb.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EnrolmentToken;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Endpoints: make, enrol, suspend, resume, revoke, delete. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class ManageEndpoints {

  /** How long an enrolment token is good if nothing else is said, and at the longest. */
  public static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

  public static final Duration LONGEST_TOKEN_LIFETIME = Duration.ofDays(7);

  /**
   * Registers an endpoint.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_NAME_TAKEN}, {@link ErrorCode#WALLET_UNKNOWN}
   */
  public Endpoint create(EndpointName name, String description, @Nullable WalletId defaultWallet) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes description and default wallet.
   *
   * @param revision what the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}, {@link ErrorCode#REVISION_STALE},
   *     {@link ErrorCode#WALLET_UNKNOWN}
   */
  public Endpoint change(
      EndpointId id,
      String description,
      @Nullable WalletId defaultWallet,
      @Nullable UUID revision) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes an enrolment token, which takes the place of any unused one. An endpoint that has a
   * certificate keeps it until the token is used: enrolling again replaces it.
   *
   * @param lifetime a minute to {@link #LONGEST_TOKEN_LIFETIME}
   * @return the token, for the caller to close
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}, {@link ErrorCode#INPUT_INVALID}
   */
  public EnrolmentToken token(EndpointId id, Duration lifetime) {
    throw new UnsupportedOperationException();
  }

  /** Refuses the endpoint's certificate until it is resumed. */
  public Endpoint suspend(EndpointId id) {
    throw new UnsupportedOperationException();
  }

  public Endpoint resume(EndpointId id) {
    throw new UnsupportedOperationException();
  }

  /** Revokes the endpoint's certificates for good; it can be enrolled again. */
  public Endpoint revoke(EndpointId id) {
    throw new UnsupportedOperationException();
  }

  /** Ends the endpoint: certificates revoked, name free; its security objects stay. */
  public void delete(EndpointId id) {
    throw new UnsupportedOperationException();
  }

  public Endpoint find(EndpointId id) {
    throw new UnsupportedOperationException();
  }

  public Page<Endpoint> list(EndpointRepository.Query query, PageRequest page) {
    throw new UnsupportedOperationException();
  }

  /** Newest first. */
  public List<EndpointCertificate> certificates(EndpointId id) {
    throw new UnsupportedOperationException();
  }

  public List<EndpointGroup> groups(EndpointId id) {
    throw new UnsupportedOperationException();
  }
}

package org.holdfast.ejb.access;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.domain.access.EndpointId;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.EnrolmentToken;
import org.holdfast.domain.access.GroupRepository;
import org.holdfast.domain.access.Label;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.TokenText;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Endpoints: make, enrol, suspend, resume, revoke, delete. */
@Stateless
@RolesAllowed(Role.Names.KEY_ADMINISTRATOR)
public class ManageEndpoints {

  /** How long an enrolment token is good if nothing else is said, and at the longest. */
  public static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

  public static final Duration LONGEST_TOKEN_LIFETIME = Duration.ofDays(7);

  private static final Duration SHORTEST_TOKEN_LIFETIME = Duration.ofMinutes(1);
  private static final int DIGEST_BYTES = 32;

  @Resource private SessionContext context;
  @Inject private EndpointRepository endpoints;
  @Inject private GroupRepository groupRepository;
  @Inject private WalletRepository wallets;
  @Inject private AuditTrail audit;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Registers an endpoint.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_NAME_TAKEN}, {@link ErrorCode#WALLET_UNKNOWN}
   */
  public Endpoint create(EndpointName name, String description, @Nullable WalletId defaultWallet) {
    String checked = Label.checkedDescription(description);
    wallets.lock();
    requireThere(defaultWallet);
    if (endpoints.find(name).isPresent()) {
      throw new VaultException(ErrorCode.ENDPOINT_NAME_TAKEN).atField("name");
    }
    Endpoint endpoint =
        new Endpoint(
            new EndpointId(Uuid7.next(random)),
            name,
            checked,
            EndpointState.REGISTERED,
            defaultWallet,
            null,
            clock.instant(),
            actor(),
            Uuid7.next(random));
    endpoints.add(endpoint);
    record(AuditOperation.CREATE_ENDPOINT, endpoint, "");
    return find(endpoint.id());
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
    String checked = Label.checkedDescription(description);
    wallets.lock();
    Endpoint endpoint = find(id);
    Revisions.require(revision, endpoint.revision(), endpoint.name().value());
    if (!Objects.equals(defaultWallet, endpoint.defaultWallet())) {
      requireThere(defaultWallet);
    }
    return changed(AuditOperation.CHANGE_ENDPOINT, endpoint.with(checked, defaultWallet));
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
    if (lifetime.compareTo(SHORTEST_TOKEN_LIFETIME) < 0
        || lifetime.compareTo(LONGEST_TOKEN_LIFETIME) > 0) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "a token is good for a minute to 7 days")
          .atField("lifetime");
    }
    wallets.lock();
    Endpoint endpoint = find(id);
    Instant expires = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    SecretChars token = TokenText.fresh(random);
    addToken(endpoint, TokenText.digest(token).orElseThrow(), expires);
    record(AuditOperation.ISSUE_TOKEN, endpoint, "enrolment token until " + expires);
    return new EnrolmentToken(endpoint, token, expires);
  }

  /**
   * Refuses the endpoint's certificate until it is resumed; meanwhile it cannot enrol either.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}, {@link ErrorCode#ENDPOINT_STATE}
   *     unless it is enrolled
   */
  public Endpoint suspend(EndpointId id) {
    wallets.lock();
    return changed(AuditOperation.SUSPEND_ENDPOINT, find(id).to(EndpointState.SUSPENDED));
  }

  /**
   * Ends a suspension: the certificate is good again.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}, {@link ErrorCode#ENDPOINT_STATE}
   *     unless it is suspended
   */
  public Endpoint resume(EndpointId id) {
    wallets.lock();
    Endpoint endpoint = find(id);
    if (endpoint.state() != EndpointState.SUSPENDED) {
      throw new VaultException(
          ErrorCode.ENDPOINT_STATE,
          "the endpoint is %s, not suspended".formatted(endpoint.state().displayName()));
    }
    return changed(AuditOperation.RESUME_ENDPOINT, endpoint.to(EndpointState.ENROLLED));
  }

  /**
   * Revokes the endpoint's certificates and unused enrolment token for good; with a fresh token it
   * can be enrolled again.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}, {@link ErrorCode#ENDPOINT_STATE} if
   *     it has no certificate
   */
  public Endpoint revoke(EndpointId id) {
    wallets.lock();
    Endpoint endpoint = find(id).to(EndpointState.REGISTERED);
    revokeCertificates(endpoint, "revoked");
    voidTokens(endpoint);
    return changed(AuditOperation.REVOKE_ENDPOINT, endpoint);
  }

  /**
   * Ends the endpoint: certificates revoked, name free; its security objects stay.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}
   */
  public void delete(EndpointId id) {
    wallets.lock();
    Endpoint endpoint = find(id).to(EndpointState.DELETED);
    revokeCertificates(endpoint, "deleted");
    endpoints.change(endpoint, actor());
    record(AuditOperation.DELETE_ENDPOINT, endpoint, "");
  }

  /**
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}, for deleted ones too
   */
  public Endpoint find(EndpointId id) {
    return endpoints
        .find(id)
        .filter(endpoint -> endpoint.state() != EndpointState.DELETED)
        .orElseThrow(() -> new VaultException(ErrorCode.ENDPOINT_UNKNOWN, id.toString()));
  }

  /** By name, without the deleted ones. */
  public Page<Endpoint> list(EndpointRepository.Query query, PageRequest page) {
    return endpoints.list(query, page);
  }

  /**
   * All certificates that the endpoint ever had, newest first.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}
   */
  public List<EndpointCertificate> certificates(EndpointId id) {
    return endpoints.certificates(find(id).id());
  }

  /**
   * The groups it is in, by name.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_UNKNOWN}
   */
  public List<EndpointGroup> groups(EndpointId id) {
    return groupRepository.groupsOf(find(id).id());
  }

  /** The names of the groups that each of them is in, in order; none for one that is in none. */
  public Map<EndpointId, List<String>> groupNames(Collection<EndpointId> of) {
    return groupRepository.groupNames(of);
  }

  private Endpoint changed(AuditOperation operation, Endpoint endpoint) {
    endpoints.change(endpoint, actor());
    record(operation, endpoint, "");
    return find(endpoint.id());
  }

  private void revokeCertificates(Endpoint endpoint, String reason) {
    endpoints.certificates(endpoint.id()).stream()
        .filter(certificate -> certificate.revoked() == null)
        .forEach(certificate -> endpoints.revoke(certificate, reason, actor()));
  }

  /** An unused token must not undo the revocation: one that nobody knows takes its place. */
  private void voidTokens(Endpoint endpoint) {
    byte[] nothing = new byte[DIGEST_BYTES];
    random.nextBytes(nothing);
    addToken(endpoint, Bytes.of(nothing), clock.instant());
  }

  private void addToken(Endpoint endpoint, Bytes digest, Instant expires) {
    UUID id = Uuid7.next(random);
    endpoints.addToken(
        new EndpointRepository.StoredToken(id, endpoint.id(), digest, expires, false, true),
        actor());
  }

  private void requireThere(@Nullable WalletId wallet) {
    if (wallet != null && wallets.find(wallet).isEmpty()) {
      throw AccessControl.unknown(wallet).atField("defaultWallet");
    }
  }

  private void record(AuditOperation operation, Endpoint endpoint, String what) {
    String name = endpoint.name().value();
    audit.append(
        AuditEvent.succeeded(
            actor(), operation, endpoint.id().value(), what.isEmpty() ? name : name + ": " + what));
  }

  private String actor() {
    return context.getCallerPrincipal().getName();
  }
}

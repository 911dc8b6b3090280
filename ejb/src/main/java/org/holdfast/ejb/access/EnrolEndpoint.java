package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.holdfast.domain.access.Caller;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.access.EndpointRepository.StoredToken;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.access.TokenText;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.certificate.CertificateRequest;
import org.holdfast.domain.certificate.IssuedCertificate;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Pem;
import org.holdfast.domain.secret.SecretChars;

/** What an endpoint itself calls, once: trades its enrolment token for a certificate. */
@Stateless
@PermitAll
public class EnrolEndpoint {

  /** How long a certificate is good. */
  public static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(365);

  /**
   * An endpoint with its new certificate.
   *
   * @param certificatePem of the endpoint
   * @param authorityPem of the authority that signed it
   */
  public record Enrolled(Endpoint endpoint, String certificatePem, String authorityPem) {}

  @Inject private EndpointRepository endpoints;
  @Inject private WalletRepository wallets;
  @Inject private AuthorityKeeper authority;
  @Inject private AuditTrail audit;
  @Inject private Refusals refusals;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Enrols an endpoint; any certificate it had is revoked. Success and refusal are audited; of many
   * refusals a minute, how many.
   *
   * @param request a certificate signing request, PKCS#10 in PEM
   * @throws VaultException {@link ErrorCode#ENROLMENT_TOKEN_INVALID} for a token that is unknown,
   *     used, expired or replaced, without telling which; {@link
   *     ErrorCode#CERTIFICATE_REQUEST_INVALID}, {@link ErrorCode#ENDPOINT_SUSPENDED}, {@link
   *     ErrorCode#VAULT_CLOSED} (the token stays good)
   */
  public Enrolled enrol(SecretChars token, String request) {
    Optional<StoredToken> stored = TokenText.digest(token).flatMap(endpoints::token);
    Optional<Endpoint> endpoint = stored.flatMap(known -> endpoints.find(known.endpoint()));
    try {
      return enrol(stored, request);
    } catch (VaultException e) {
      refusals.recordUnproved(
          endpoint.map(Caller::nameOf).orElse(Refusals.UNKNOWN),
          AuditOperation.ENROL_ENDPOINT,
          endpoint.map(known -> known.id().value()).orElse(null),
          e.code(),
          Optional.ofNullable(e.detail()).orElse(""));
      throw e;
    }
  }

  private Enrolled enrol(Optional<StoredToken> stored, String request) {
    // Before anybody is kept waiting: strangers get no further than this.
    StoredToken token = requireGood(stored);
    CertificateRequest wanted = CertificateRequest.parse(request);
    wallets.lock();
    requireGood(endpoints.token(token.digest()));
    Endpoint endpoint = requireNotSuspended(endpoints.find(token.endpoint()));
    IssuedCertificate issued =
        authority.with(
            open ->
                open.issue(
                    wanted,
                    endpoint.name().value(),
                    endpoint.id().value(),
                    clock.instant(),
                    CERTIFICATE_LIFETIME,
                    random));
    replaceCertificate(endpoint, token, issued);
    Endpoint enrolled = endpoints.find(endpoint.id()).orElseThrow(EnrolEndpoint::tokenInvalid);
    audit.append(
        AuditEvent.succeeded(
            Caller.nameOf(endpoint),
            AuditOperation.ENROL_ENDPOINT,
            endpoint.id().value(),
            "certificate %s until %s".formatted(issued.serial(), issued.notAfter())));
    return new Enrolled(
        enrolled, issued.toPem(), Pem.write("CERTIFICATE", authority.certificate()));
  }

  private void replaceCertificate(Endpoint endpoint, StoredToken token, IssuedCertificate issued) {
    String by = Caller.nameOf(endpoint);
    endpoints.certificates(endpoint.id()).stream()
        .filter(former -> former.revoked() == null)
        .forEach(former -> endpoints.revoke(former, "replaced", by));
    EndpointCertificate certificate =
        new EndpointCertificate(
            token.id(),
            endpoint.id(),
            issued.serial(),
            issued.fingerprint(),
            issued.notBefore(),
            issued.notAfter(),
            null);
    endpoints.addCertificate(certificate, issued.der());
    endpoints.change(endpoint.to(EndpointState.ENROLLED), by);
  }

  private StoredToken requireGood(Optional<StoredToken> stored) {
    return stored
        .filter(token -> !token.used() && token.newest())
        .filter(token -> clock.instant().isBefore(token.expires()))
        .filter(
            token -> endpoints.find(token.endpoint()).filter(EnrolEndpoint::isThere).isPresent())
        .orElseThrow(EnrolEndpoint::tokenInvalid);
  }

  /** A token from before must not be the way round a suspension. */
  private static Endpoint requireNotSuspended(Optional<Endpoint> found) {
    Endpoint endpoint = found.orElseThrow(EnrolEndpoint::tokenInvalid);
    if (endpoint.state() == EndpointState.SUSPENDED) {
      throw new VaultException(ErrorCode.ENDPOINT_SUSPENDED, endpoint.name().value());
    }
    return endpoint;
  }

  private static boolean isThere(Endpoint endpoint) {
    return endpoint.state() != EndpointState.DELETED;
  }

  private static VaultException tokenInvalid() {
    return new VaultException(ErrorCode.ENROLMENT_TOKEN_INVALID);
  }
}

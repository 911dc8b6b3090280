package org.holdfast.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** The endpoints, their enrolment tokens and certificates. Rows are only ever added. */
public interface EndpointRepository {

  /** Which endpoints are wanted; null means any. Deleted ones are never listed. */
  record Query(@Nullable String nameContains, @Nullable EndpointState state, @Nullable GroupId in) {
    public static final Query ALL = new Query(null, null, null);
  }

  /**
   * An enrolment token as it is kept.
   *
   * @param digest SHA-256 of the token
   * @param used whether a certificate was given for it
   */
  record StoredToken(
      UUID id, EndpointId endpoint, Bytes digest, Instant expires, boolean used, boolean newest) {}

  /**
   * Adds an endpoint with its first revision.
   *
   * @throws VaultException {@link ErrorCode#ENDPOINT_NAME_TAKEN}; the transaction is over then
   */
  void add(Endpoint endpoint);

  /** Records what may change, under a fresh revision: state, description, default wallet. */
  void change(Endpoint endpoint, String by);

  /** The endpoint, deleted or not. */
  Optional<Endpoint> find(EndpointId id);

  /** The endpoint of that name that is not deleted. */
  Optional<Endpoint> find(EndpointName name);

  /** By name. */
  Page<Endpoint> list(Query query, PageRequest page);

  /** Adds a token with that identifier; of an endpoint's tokens the newest alone is good. */
  void addToken(StoredToken token, String by);

  /** The token with that digest, good or not. */
  Optional<StoredToken> token(Bytes digest);

  /**
   * Adds the certificate that a token was used for: its identifier is the token's, so that a second
   * use of the token fails.
   *
   * @param der the certificate itself
   * @throws VaultException {@link ErrorCode#ENROLMENT_TOKEN_INVALID} if the token was used; the
   *     transaction is over then
   */
  void addCertificate(EndpointCertificate certificate, Bytes der);

  /** The certificate with that SHA-256, revoked or not. */
  Optional<EndpointCertificate> certificate(Bytes fingerprint);

  /** All of an endpoint's certificates, newest first. */
  List<EndpointCertificate> certificates(EndpointId endpoint);

  void revoke(EndpointCertificate certificate, String reason, String by);

  /** Revoked certificates that have not expired at {@code now}, for the revocation list. */
  List<EndpointCertificate> revoked(Instant now);

  /** Enrolled endpoints whose certificate expires before that time, soonest first. */
  List<Endpoint> expiringBefore(Instant time);
}

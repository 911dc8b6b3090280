package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.certificate.RevokedCertificate;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Pem;
import org.holdfast.domain.secret.Bytes;

/**
 * The authority that gives endpoints their certificates. Its private key is a security object of
 * the vault's own: whoever has the disks cannot make a certificate.
 */
@Stateless
@PermitAll
public class EndpointAuthority {

  private static final Duration LIST_LIFETIME = Duration.ofDays(1);

  @Inject private AuthorityKeeper authority;
  @Inject private EndpointRepository endpoints;
  @Inject private Clock clock;

  /**
   * The authority's certificate, PEM; made with the first enrolment or the first question.
   *
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}
   */
  public String certificatePem() {
    return Pem.write("CERTIFICATE", authority.certificate());
  }

  /**
   * A fresh revocation list, DER, good for a day. The vault itself does not look at it: each
   * request is checked against the database.
   *
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}
   */
  public Bytes revocationList() {
    Instant now = clock.instant();
    List<RevokedCertificate> revoked =
        endpoints.revoked(now).stream().flatMap(EndpointAuthority::entry).toList();
    BigInteger number = BigInteger.valueOf(now.toEpochMilli());
    return authority.with(
        open -> open.revocationList(revoked, number, now, now.plus(LIST_LIFETIME)));
  }

  private static Stream<RevokedCertificate> entry(EndpointCertificate certificate) {
    return Optional.ofNullable(certificate.revoked())
        .map(when -> new RevokedCertificate(certificate.serial(), when))
        .stream();
  }
}

package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;

/** What an endpoint itself calls, once: trades its enrolment token for a certificate. */
@Stateless
@PermitAll
public class EnrolEndpoint {

  /**
   * An endpoint with its new certificate.
   *
   * @param certificatePem of the endpoint
   * @param authorityPem of the authority that signed it
   */
  public record Enrolled(Endpoint endpoint, String certificatePem, String authorityPem) {}

  /**
   * Enrols an endpoint; any certificate it had is revoked.
   *
   * @param request a certificate signing request, PKCS#10 in PEM
   * @throws VaultException {@link ErrorCode#ENROLMENT_TOKEN_INVALID}, {@link
   *     ErrorCode#CERTIFICATE_REQUEST_INVALID} (the token stays good), {@link
   *     ErrorCode#VAULT_CLOSED}
   */
  public Enrolled enrol(SecretChars token, String request) {
    throw new UnsupportedOperationException();
  }
}

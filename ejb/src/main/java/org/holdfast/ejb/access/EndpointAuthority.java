package org.holdfast.ejb.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;

/**
 * The authority that gives endpoints their certificates. Its private key is a security object of
 * the vault's own: whoever has the disks cannot make a certificate.
 */
@Stateless
@PermitAll
public class EndpointAuthority {

  /**
   * The authority's certificate, PEM; made with the first enrolment or the first question.
   *
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}
   */
  public String certificatePem() {
    throw new UnsupportedOperationException();
  }

  /** A fresh revocation list, DER, good for a day. */
  public Bytes revocationList() {
    throw new UnsupportedOperationException();
  }
}

package org.holdfast.domain.certificate;

import java.time.Instant;
import org.holdfast.domain.material.Pem;
import org.holdfast.domain.secret.Bytes;

/**
 * A certificate that the authority made.
 *
 * @param serial 32 hexadecimal digits
 * @param fingerprint SHA-256 of the DER
 * @param notBefore first second of its validity
 * @param notAfter last second of its validity
 * @param der the certificate (RFC 5280)
 */
public record IssuedCertificate(
    String serial, Bytes fingerprint, Instant notBefore, Instant notAfter, Bytes der) {

  /** The certificate as PEM (RFC 7468, 5). */
  public String toPem() {
    return Pem.write("CERTIFICATE", der);
  }
}

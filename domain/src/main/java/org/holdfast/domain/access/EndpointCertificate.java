package org.holdfast.domain.access;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate that the vault's own authority gave to an endpoint.
 *
 * @param serial hexadecimal
 * @param fingerprint SHA-256 of the certificate
 * @param revoked when it was revoked; null while it is good
 */
public record EndpointCertificate(
    UUID id,
    EndpointId endpoint,
    String serial,
    Bytes fingerprint,
    Instant notBefore,
    Instant notAfter,
    @Nullable Instant revoked) {

  public boolean isGoodAt(Instant time) {
    return revoked == null && !time.isBefore(notBefore) && time.isBefore(notAfter);
  }
}

package org.holdfast.domain.certificate;

import org.holdfast.domain.secret.SecretBytes;

/**
 * What {@link EndpointAuthority#create} makes, to be stored and closed.
 *
 * @param privateKey PKCS#8 DER
 * @param certificate self-signed
 */
public record NewAuthority(SecretBytes privateKey, IssuedCertificate certificate)
    implements AutoCloseable {

  /** Zeroes the private key. May be called again. */
  @Override
  public void close() {
    privateKey.close();
  }
}

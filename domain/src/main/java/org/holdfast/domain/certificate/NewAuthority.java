package org.holdfast.domain.certificate;

import org.holdfast.domain.secret.SecretBytes;

/** What {@link EndpointAuthority#create} makes, to be stored and closed. */
public final class NewAuthority implements AutoCloseable {

  private final SecretBytes privateKey;
  private final IssuedCertificate certificate;

  /** Takes over the private key. */
  NewAuthority(SecretBytes privateKey, IssuedCertificate certificate) {
    this.privateKey = privateKey;
    this.certificate = certificate;
  }

  /** PKCS#8 DER; gone once this is closed. */
  public SecretBytes privateKey() {
    return privateKey;
  }

  /** Self-signed. */
  public IssuedCertificate certificate() {
    return certificate;
  }

  /** Zeroes the private key. May be called again. */
  @Override
  public void close() {
    privateKey.close();
  }

  @Override
  public String toString() {
    return "NewAuthority[private key not shown]";
  }
}

package org.holdfast.server.endpoint;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets every client certificate through to the vault.
 *
 * <p>That is no weakness: the handshake proves that the client has the private key, and the vault
 * looks the certificate up by its fingerprint on each request, so that one it does not know, or
 * does not want any more, is worth nothing from that moment on, and is told so with a code instead
 * of a broken handshake. The listener could not check more: the authority's key and certificate are
 * in the vault's database, encrypted.
 *
 * <p>The name of the accepted issuer goes to clients in the handshake. By it browsers see that none
 * of the certificates people have is meant, and ask nobody.
 */
final class EndpointTrustManager extends X509ExtendedTrustManager {

  /** A certificate of the vault comes alone or with its authority's. */
  static final int MAX_CERTIFICATES = 4;

  static final int MAX_BYTES = 16 << 10;

  private final X509Certificate namesake;

  /**
   * @param namesake bears the name of the issuer that clients are told of; trusted for nothing
   */
  EndpointTrustManager(X509Certificate namesake) {
    this.namesake = namesake;
  }

  @Override
  public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
      throws CertificateException {
    if (chain == null || chain.length == 0) {
      throw new IllegalArgumentException("no certificate");
    }
    if (chain.length > MAX_CERTIFICATES) {
      throw new CertificateException("more than " + MAX_CERTIFICATES + " certificates");
    }
    int bytes = 0;
    for (X509Certificate certificate : chain) {
      bytes += certificate.getEncoded().length;
    }
    if (bytes > MAX_BYTES) {
      throw new CertificateException("certificates of more than " + MAX_BYTES + " bytes");
    }
  }

  @Override
  public void checkClientTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
      throws CertificateException {
    throw new CertificateException("this trust manager is for servers: it trusts none");
  }

  @Override
  public void checkServerTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate @Nullable [] chain, @Nullable String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {namesake};
  }
}

package org.holdfast.server.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;
import org.jspecify.annotations.Nullable;

/** Makes the {@link EndpointTrustManager}; what it is initialized with does not matter. */
public final class EndpointTrustManagerFactory extends TrustManagerFactorySpi {

  /**
   * A certificate that bears the name of the endpoints' authority and is nothing else: its key was
   * thrown away when it was made, nothing is verified with it, and it is not the authority's own,
   * which lies in the vault's database and differs from vault to vault.
   */
  static final String NAMESAKE = "endpoint-authority-name.pem";

  /** For {@link java.security.Provider.Service}, which makes it by reflection. */
  public EndpointTrustManagerFactory() {}

  @Override
  protected void engineInit(@Nullable KeyStore keyStore) {}

  @Override
  protected void engineInit(@Nullable ManagerFactoryParameters parameters) {}

  @Override
  protected TrustManager[] engineGetTrustManagers() {
    return new TrustManager[] {new EndpointTrustManager(namesake())};
  }

  private static X509Certificate namesake() {
    try (InputStream pem = EndpointTrustManagerFactory.class.getResourceAsStream(NAMESAKE)) {
      if (pem == null) {
        throw new IllegalStateException(NAMESAKE + " is missing");
      }
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    } catch (CertificateException e) {
      throw new IllegalStateException(NAMESAKE + " is no certificate", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.holdfast.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The server under load. */
final class Server {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final String host;
  private final int port;
  private final @Nullable SSLSocketFactory tls;

  private Server(String host, int port, @Nullable SSLSocketFactory tls) {
    this.host = host;
    this.port = port;
    this.tls = tls;
  }

  /**
   * @param authority PEM file with the certificate to trust; null: the JDK's authorities
   */
  static Server of(URI address, @Nullable Path authority)
      throws IOException, GeneralSecurityException {
    boolean https = address.getScheme().equals("https");
    int port = address.getPort() >= 0 ? address.getPort() : https ? 443 : 80;
    return new Server(address.getHost(), port, https ? trusting(authority) : null);
  }

  private static SSLSocketFactory trusting(@Nullable Path authority)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    if (authority == null) {
      context.init(null, null, null);
      return context.getSocketFactory();
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("authority " + number++, certificate);
      }
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** As the Host header has it. */
  String hostHeader() {
    return host + ":" + port;
  }

  HttpConnection connect() throws IOException {
    Socket plain = new Socket(host, port);
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(TIMEOUT_MILLIS);
    if (tls == null) {
      return new HttpConnection(plain);
    }
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new HttpConnection(socket);
  }
}

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
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
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

  static Server of(LoadOptions options) throws IOException, GeneralSecurityException {
    URI address = options.url();
    boolean https = address.getScheme().equals("https");
    int port = address.getPort() >= 0 ? address.getPort() : https ? 443 : 80;
    return new Server(address.getHost(), port, https ? tls(options) : null);
  }

  private static SSLSocketFactory tls(LoadOptions options)
      throws IOException, GeneralSecurityException {
    Path client = options.client();
    Path authority = options.authority();
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(
        client == null ? null : showing(client, options.password().toCharArray()),
        authority == null ? null : trusting(authority),
        null);
    return context.getSocketFactory();
  }

  private static KeyManager[] showing(Path client, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance(client.toFile(), password);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(own, password);
    return managers.getKeyManagers();
  }

  /**
   * @param authority PEM file with the certificates to trust
   */
  private static TrustManager[] trusting(Path authority)
      throws IOException, GeneralSecurityException {
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
    return managers.getTrustManagers();
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

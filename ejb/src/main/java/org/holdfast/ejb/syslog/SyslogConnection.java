package org.holdfast.ejb.syslog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a receiver, by TCP or TLS 1.2 or later. A receiver never answers; it can only
 * hang up. For use by one thread, but for {@link #close}.
 */
final class SyslogConnection implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int HANDSHAKE_MILLIS = 10_000;

  private final Socket plain;
  private final Socket socket;
  private long written;

  private SyslogConnection(Socket plain, Socket socket) {
    this.plain = plain;
    this.socket = socket;
  }

  /**
   * @throws VaultException {@link ErrorCode#SYSLOG_UNREACHABLE}; {@link
   *     ErrorCode#SYSLOG_NOT_TRUSTED}
   */
  static SyslogConnection open(SyslogReceiver receiver) {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(receiver.host(), receiver.port()), CONNECT_MILLIS);
      plain.setKeepAlive(true);
      return new SyslogConnection(
          plain, receiver.transport() == Transport.TLS ? secured(plain, receiver) : plain);
    } catch (SSLException e) {
      closeQuietly(plain);
      throw new VaultException(ErrorCode.SYSLOG_NOT_TRUSTED, describe(receiver, e), e);
    } catch (IOException e) {
      closeQuietly(plain);
      throw new VaultException(ErrorCode.SYSLOG_UNREACHABLE, describe(receiver, e), e);
    }
  }

  /** The failure of a connection, coded. */
  static VaultException failure(SyslogReceiver receiver, IOException cause) {
    return new VaultException(ErrorCode.SYSLOG_UNREACHABLE, describe(receiver, cause), cause);
  }

  /**
   * Hands bytes to the system. Only {@link #acknowledged} and {@link #requireOpen} later say
   * whether they were taken.
   */
  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    written += bytes.length;
  }

  /** How many bytes were written. */
  long written() {
    return written;
  }

  /**
   * How many of the bytes that were written the receiver's machine has acknowledged, at least: with
   * TLS somewhat less than it has. Where the system does not say, all.
   */
  long acknowledged() {
    return written - TcpQueue.unacknowledged(plain).orElse(0);
  }

  /**
   * Waits so long for the receiver to hang up.
   *
   * @throws IOException if it has hung up
   */
  void requireOpen(Duration patience) throws IOException {
    socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
    try {
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the receiver has hung up");
      }
    } catch (InterruptedIOException e) {
      // Nothing was sent, and nobody hung up within that time.
      return;
    }
  }

  /**
   * Hangs up, and never waits. A TLS receiver is told (RFC 5425, 4.4) if it has taken all; with one
   * that has not, the socket of TLS would wait for whoever is writing, maybe for good.
   */
  @Override
  public void close() {
    if (TcpQueue.unacknowledged(plain).orElse(1) == 0) {
      closeQuietly(socket);
    }
    closeQuietly(plain);
  }

  private static SSLSocket secured(Socket plain, SyslogReceiver receiver) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            context(receiver.ca())
                .getSocketFactory()
                .createSocket(plain, receiver.host(), receiver.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secured.setSSLParameters(parameters);
    secured.setSoTimeout(HANDSHAKE_MILLIS);
    secured.startHandshake();
    return secured;
  }

  private static SSLContext context(@Nullable String ca) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(ca == null ? null : trusted(ca));
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new SSLException("the CA certificates cannot be used", e);
    }
  }

  private static KeyStore trusted(String ca) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(ca.getBytes(StandardCharsets.US_ASCII)))) {
      store.setCertificateEntry("ca" + count++, certificate);
    }
    return store;
  }

  private static String describe(SyslogReceiver receiver, IOException cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return receiver.describe() + ": " + message.lines().findFirst().orElse("");
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is given up either way.
      return;
    }
  }
}

package org.holdfast.ejb.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.UUID;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.holdfast.ejb.tls.LocalhostKey;
import org.jspecify.annotations.Nullable;

/** A syslog receiver whose machine takes a few kilobytes, and which reads when it is told to. */
final class StalledReceiver implements AutoCloseable {

  private static final int WINDOW = 4096;

  private final ServerSocket server;
  private final Transport transport;
  private final @Nullable String ca;

  private StalledReceiver(ServerSocketFactory factory, Transport transport, @Nullable String ca)
      throws IOException {
    this.server = factory.createServerSocket(0);
    this.server.setReceiveBufferSize(WINDOW);
    this.transport = transport;
    this.ca = ca;
  }

  static StalledReceiver plain() throws IOException {
    return new StalledReceiver(ServerSocketFactory.getDefault(), Transport.TCP, null);
  }

  /**
   * @param folder for its key
   */
  static StalledReceiver tls(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    LocalhostKey key = LocalhostKey.make(folder);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(key.store(), LocalhostKey.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new StalledReceiver(context.getServerSocketFactory(), Transport.TLS, key.certificate());
  }

  /** Where it is. */
  SyslogReceiver address() {
    return new SyslogReceiver(
        new UUID(0, 1), "localhost", server.getLocalPort(), transport, ca, Instant.EPOCH);
  }

  /** The next connection; with TLS the hand is shaken. Nothing is read of what comes then. */
  Socket accept() throws IOException {
    Socket socket = server.accept();
    if (server instanceof SSLServerSocket) {
      ((SSLSocket) socket).startHandshake();
    }
    return socket;
  }

  /** All that comes until that many bytes have come. */
  static String read(Socket socket, int bytes) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

package org.holdfast.tests.distribution;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A syslog receiver that reads octet-counted frames (RFC 6587, 3.4.1) byte by byte and takes the
 * messages apart by the grammar of RFC 5424. What does not fit ends the connection and is kept.
 */
final class SyslogPeer implements AutoCloseable {

  private static final Pattern MESSAGE =
      Pattern.compile(
          "<(\\d{1,3})>1 (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (-|\\[[^ =\\]\"]+(?: [^ =\\]\"]+=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")*\\])(?: (.*))?",
          Pattern.DOTALL);

  private static final Pattern SEQUENCE = Pattern.compile(" sequence=\"(-?\\d+)\"");
  private static final int MAX_FRAME = 65_536;

  private final ServerSocketFactory factory;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private @Nullable ServerSocket server;
  private int port;

  private SyslogPeer(ServerSocketFactory factory) {
    this.factory = factory;
  }

  /** A receiver by plain TCP. */
  static SyslogPeer plain() {
    SyslogPeer peer = new SyslogPeer(ServerSocketFactory.getDefault());
    peer.start();
    return peer;
  }

  /**
   * A receiver by TLS.
   *
   * @param chain its certificate first, in PEM
   */
  static SyslogPeer tls(String chain, PrivateKey key) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate[] certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)))
              .toArray(Certificate[]::new);
      store.setKeyEntry("receiver", key, new char[0], certificates);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      SyslogPeer peer = new SyslogPeer(context.getServerSocketFactory());
      peer.start();
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Listens, on the port that it had before if it had one. */
  void start() {
    try {
      ServerSocket listening = factory.createServerSocket(port);
      server = listening;
      port = listening.getLocalPort();
      Thread thread = new Thread(() -> accept(listening), "syslog-peer");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hangs up and listens no more. */
  void stop() {
    try {
      if (server != null) {
        server.close();
      }
      for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has come, as it came. */
  List<String> messages() {
    return messages;
  }

  /** What did not fit the grammar. */
  List<String> faults() {
    return faults;
  }

  /** The numbers of the audit records that have come. */
  Set<Long> sequences() {
    Set<Long> numbers = new TreeSet<>();
    for (String message : messages) {
      Matcher matcher = SEQUENCE.matcher(message);
      if (matcher.find()) {
        numbers.add(Long.valueOf(matcher.group(1)));
      }
    }
    return numbers;
  }

  @Override
  public void close() {
    stop();
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread thread = new Thread(() -> receive(socket), "syslog-peer-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // Closed by stop().
        return;
      }
    }
  }

  private void receive(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (int first = in.read(); first >= 0; first = in.read()) {
        take(frame(in, first));
      }
    } catch (IOException e) {
      // Hung up, or refused: what came before counts.
      return;
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] frame(InputStream in, int first) throws IOException {
    int length = 0;
    for (int digit = first; digit != ' '; digit = in.read()) {
      if (digit < 0) {
        throw new EOFException();
      }
      if (digit < '0' || digit > '9' || (length == 0 && digit == '0') || length > MAX_FRAME) {
        throw new IllegalArgumentException("not a length: " + digit);
      }
      length = length * 10 + digit - '0';
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException();
    }
    return frame;
  }

  private void take(byte[] frame) {
    String message = new String(frame, StandardCharsets.UTF_8);
    if (!MESSAGE.matcher(message).matches()) {
      throw new IllegalArgumentException(message);
    }
    messages.add(message);
  }
}

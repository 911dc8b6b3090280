package org.holdfast.ejb.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.jspecify.annotations.Nullable;

/** A syslog receiver whose machine takes a few kilobytes, and which reads when it is told to. */
final class StalledReceiver implements AutoCloseable {

  private static final int WINDOW = 4096;
  private static final String OPENING = "opens-the-test-store";

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
    Path file = folder.resolve("receiver.p12");
    makeKey(file, folder.resolve("keytool.out"));
    KeyStore store = KeyStore.getInstance(file.toFile(), OPENING.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, OPENING.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    String ca =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(store.getCertificate("receiver").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    return new StalledReceiver(context.getServerSocketFactory(), Transport.TLS, ca);
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

  private static void makeKey(Path store, Path output) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=receiver",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                OPENING)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(output));
    }
  }
}

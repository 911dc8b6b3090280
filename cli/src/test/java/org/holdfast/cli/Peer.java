package org.holdfast.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A server that answers over real HTTPS what a test lays down, and keeps what it was asked. */
final class Peer implements AutoCloseable {

  private final HttpsServer server;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private Peer(HttpsServer server) {
    this.server = server;
  }

  /** What was asked. */
  record Asked(String what, @Nullable String authorization, String body) {}

  private record Reply(int status, String body) {}

  /** Starts one whose certificate is put into the folder, as that of a home. */
  static Peer start(Path home) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    X509Certificate certificate = certificate(keys);
    Path file = Files.createDirectories(home.resolve("etc/tls")).resolve("ca.crt");
    Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", keys.getPrivate(), new char[0], new Certificate[] {certificate});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    Peer peer = new Peer(server);
    server.createContext("/", peer::handle);
    server.start();
    return peer;
  }

  private static X509Certificate certificate(KeyPair keys) throws Exception {
    X500Name name = new X500Name("CN=peer");
    Instant now = Instant.now();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    name,
                    keys.getPublic())
                .addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  /**
   * Lays down an answer; the last one for the same request is given again and again.
   *
   * @param what method and path below {@code /api/v1/}
   * @param status of HTTP; 0 ends the connection without an answer
   */
  Peer on(String what, int status, String body) {
    replies.computeIfAbsent(what, key -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String what =
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().toString().replaceFirst("^/api/v1/", "");
      asked.add(
          new Asked(
              what,
              exchange.getRequestHeaders().getFirst("Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      Reply reply = next(what);
      if (reply.status() == 0) {
        return;
      }
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      if (reply.status() == 503) {
        exchange.getResponseHeaders().set("Retry-After", "5");
      }
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Reply next(String what) {
    Deque<Reply> queue = replies.getOrDefault(what, new ArrayDeque<>());
    Reply first = queue.peek();
    if (first == null) {
      return new Reply(404, "{\"code\":\"HF-0\",\"title\":\"not laid down: " + what + "\"}");
    }
    return queue.size() > 1 ? queue.remove() : first;
  }

  /** All that was asked, in order. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The body of the last such request. */
  String sent(String what) {
    return asked.stream()
        .filter(one -> one.what().equals(what))
        .reduce((first, second) -> second)
        .map(Asked::body)
        .orElseThrow(() -> new AssertionError(what + " was not asked: " + asked));
  }

  /** Whether something was asked that changes something. */
  boolean wasChanged() {
    return asked.stream().anyMatch(one -> !one.what().startsWith("GET "));
  }

  String port() {
    return Integer.toString(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

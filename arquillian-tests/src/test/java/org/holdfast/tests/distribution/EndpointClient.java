package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** An endpoint: has a key pair of its own, and calls with its certificate over mutual TLS. */
final class EndpointClient {

  private final TrialServer server;
  private final String id;
  private final KeyPair pair;
  private final X509Certificate certificate;
  private final HttpClient client;

  private EndpointClient(TrialServer server, String id, KeyPair pair, X509Certificate certificate) {
    this.server = server;
    this.id = id;
    this.pair = pair;
    this.certificate = certificate;
    this.client =
        HttpClient.newBuilder()
            // One connection at a time, kept alive: what counts there counts at once.
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(context(server, pair, certificate))
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** Registers an endpoint, makes its key pair and enrols it. */
  static EndpointClient enrolled(TrialServer server, RestClient keyadmin, String name) {
    String id = Answers.id(keyadmin.post("/api/v1/endpoints", Answers.object("name", name)));
    return enrol(server, id, token(keyadmin, id));
  }

  static String token(RestClient keyadmin, String id) {
    return Answers.good(keyadmin.post("/api/v1/endpoints/" + id + "/token", "{}"))
        .getString("token");
  }

  /** Enrols with a fresh P-256 key pair. */
  static EndpointClient enrol(TrialServer server, String id, String token) {
    KeyPair pair = keyPair();
    HttpResponse<String> answer = sendRequest(server, token, request(pair));
    JsonObject enrolled = Answers.good(answer);
    assertThat(enrolled.getJsonObject("endpoint").getString("id")).isEqualTo(id);
    return new EndpointClient(server, id, pair, certificate(enrolled.getString("certificate")));
  }

  /** Sends a certificate signing request with an enrolment token. */
  static HttpResponse<String> sendRequest(TrialServer server, String token, String request) {
    return server
        .rest()
        .sendForResponse(
            server
                .rest()
                .request("/api/v1/enrol")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Answers.object("token", token, "request", request))));
  }

  /** A client with a certificate from somewhere else. */
  static EndpointClient with(TrialServer server, KeyPair pair, X509Certificate certificate) {
    return new EndpointClient(server, "", pair, certificate);
  }

  /** The same endpoint, which finds its vault on another server. */
  EndpointClient on(TrialServer other) {
    return new EndpointClient(other, id, pair, certificate);
  }

  String id() {
    return id;
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** Writes the certificate and the key (PKCS#8), each in PEM, as programs take them. */
  void writeTo(Path certificateFile, Path keyFile) throws IOException {
    try (JcaPEMWriter writer = new JcaPEMWriter(Files.newBufferedWriter(certificateFile))) {
      writer.writeObject(certificate);
    }
    try (PemWriter writer = new PemWriter(Files.newBufferedWriter(keyFile))) {
      writer.writeObject(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  /** Sends JSON, where there is any. */
  HttpResponse<String> send(String method, String path, String json) {
    HttpRequest.Builder request = server.rest().request(path);
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    try {
      return client.send(
          request
              .method(
                  method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
              .build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PKCS#10 in PEM; the name in it counts for nothing. */
  static String request(KeyPair pair) {
    return request(pair, pair, "SHA256withECDSA");
  }

  /** PKCS#10 in PEM for one public key, signed by another private key where they differ. */
  static String request(KeyPair subject, KeyPair signer, String algorithm) {
    try {
      return pem(
          new JcaPKCS10CertificationRequestBuilder(
                  new X500Principal("CN=whatever"), subject.getPublic())
              .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(PKCS10CertificationRequest request) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(TrialServer server, KeyPair pair, X509Certificate certificate) {
    Path ca = server.home().resolve("etc/tls/ca.crt");
    try (InputStream in = Files.newInputStream(ca)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new Shown(pair.getPrivate(), certificate)},
          trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("No TLS with this certificate", e);
    }
  }

  /** Shows the certificate whatever the server asks for: a stranger does not care. */
  private static final class Shown extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final PrivateKey key;
    private final X509Certificate certificate;

    Shown(PrivateKey key, X509Certificate certificate) {
      this.key = key;
      this.certificate = certificate;
    }

    @Override
    public String chooseEngineClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }
  }
}

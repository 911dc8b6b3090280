package org.holdfast.server.client;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.holdfast.server.Failure;
import org.jspecify.annotations.Nullable;

/** The REST API over HTTPS. */
public final class VaultClient {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration REQUEST = Duration.ofSeconds(60);

  private final URI base;
  private final HttpClient http;

  private VaultClient(URI base, TrustManager[] trust) {
    this.base = base;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust, null);
      this.http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT)
              .sslContext(context)
              .build();
    } catch (GeneralSecurityException e) {
      throw Failure.because(e, "TLS can't be set up: %s.", e.getMessage());
    }
  }

  /** Trusts who an authority has certified, for the name in the address. */
  public static VaultClient trusting(URI base, Path authority) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      try (var in = Files.newInputStream(authority)) {
        for (Certificate certificate :
            CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("authority" + number++, certificate);
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new VaultClient(base, factory.getTrustManagers());
    } catch (IOException | GeneralSecurityException e) {
      throw Failure.because(
          e,
          "The certificate authority in %s can't be read: %s. Name another file with --ca.",
          authority,
          Failure.reason(e));
    }
  }

  /**
   * Trusts one server certificate and no other, whatever its names: for the launcher, which gave it
   * to the server itself.
   */
  public static VaultClient pinned(URI base, X509Certificate server) {
    return new VaultClient(base, new TrustManager[] {new Pinned(server)});
  }

  /**
   * What the server answered.
   *
   * @param body empty if it was not JSON
   */
  public record Answer(int status, JsonObject body) {

    public boolean isOk() {
      return status >= 200 && status < 300;
    }

    /** What went wrong in one line: code, text and cure, as far as the answer has them. */
    public String problem() {
      StringBuilder text = new StringBuilder();
      String code = body.getString("code", "");
      if (!code.isEmpty()) {
        text.append(code).append(": ");
      }
      String title = body.getString("title", "");
      String detail = body.getString("detail", "");
      String said = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
      text.append(said.isEmpty() ? "HTTP status " + status : said);
      String cure = body.getString("cure", "");
      if (!cure.isEmpty()) {
        text.append(said.endsWith(".") ? " " : ". ").append(cure);
      }
      return text.toString();
    }
  }

  /** Who asks. */
  public record User(String name, String password) {

    /** The password stands in no message. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @throws Failure if the server can't be reached
   */
  public Answer get(String path) {
    try {
      return send(request(path, null).GET().build());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** As {@link #get}, null when the server can't be reached. */
  public @Nullable Answer tryGet(String path) {
    try {
      return send(request(path, null).GET().build());
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * @throws Failure if the server can't be reached
   */
  public Answer post(String path, JsonObject body, @Nullable User user) {
    HttpRequest request =
        request(path, user)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return send(request);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private HttpRequest.Builder request(String path, @Nullable User user) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(REQUEST)
            .header("Accept", "application/json, application/problem+json");
    if (user != null) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(
                      (user.name() + ":" + user.password()).getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because(e, "Interrupted while waiting for %s.", base);
    }
  }

  private static JsonObject parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
  }

  private Failure unreachable(IOException e) {
    if (e instanceof SSLException) {
      return Failure.because(
          e,
          "The server at %s can't be trusted: %s. Name the authority that certified it with --ca.",
          base,
          e.getMessage());
    }
    String reason =
        e instanceof ConnectException || e.getMessage() == null
            ? "nothing answers there"
            : e.getMessage();
    return Failure.because(
        e, "%s can't be reached: %s. Is Holdfast running (holdfast status)?", base, reason);
  }

  private static final class Pinned extends X509ExtendedTrustManager {

    private final X509Certificate server;

    private Pinned(X509Certificate server) {
      this.server = server;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(server)) {
        throw new CertificateException("not the certificate that Holdfast was started with");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

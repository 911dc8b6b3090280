package org.holdfast.cli.vault;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of one vault over HTTPS. What is not done is a {@link CommandFailure}: with the
 * problem that the server told, or that it can't be reached.
 */
public final class VaultApi implements AutoCloseable {

  private static final String PREFIX = "api/v1/";
  private static final int OK = 200;
  private static final int BUFFER = 1 << 16;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration USUAL = Duration.ofSeconds(60);

  /** For operations on HSMs: several, each of which may answer as late as its deadline allows. */
  private static final Duration OPERATION = Duration.ofMinutes(10);

  /** For requests that read a whole backup before they are answered. */
  private static final Duration LONG = Duration.ofHours(12);

  private final VaultAddress address;
  private final @Nullable Credentials credentials;
  private final HttpClient http;

  /**
   * A user's. Reads the authority's certificate; connects with the first request.
   *
   * @param credentials are closed with this, and if this fails
   * @throws CommandFailure if the authority's certificate can't be read
   */
  public VaultApi(VaultAddress address, Credentials credentials) {
    this(address, credentials, null);
  }

  /** An endpoint's, which is known by its certificate and by nothing else. */
  public VaultApi(VaultAddress address, EndpointKey key) {
    this(address, null, key);
  }

  private VaultApi(
      VaultAddress address, @Nullable Credentials credentials, @Nullable EndpointKey key) {
    this.address = address;
    this.credentials = credentials;
    try {
      this.http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT)
              .sslContext(address.trust(key))
              .build();
    } catch (RuntimeException e) {
      if (credentials != null) {
        credentials.close();
      }
      throw e;
    }
  }

  /** Reads a resource, named below {@code /api/v1/}. */
  public Answer get(String path) {
    return done(send(request(path, USUAL).GET()));
  }

  /** Reads a resource; the answer may be any, without sign-in. */
  public Answer look(String path) {
    return send(anonymous(path, USUAL).GET());
  }

  /** Reads a resource; the answer may be any. */
  public Answer ask(String path) {
    return send(request(path, USUAL).GET());
  }

  /** Does something; the answer may be any. */
  public Answer tell(String path, Body body, boolean signedIn) {
    return withBody("POST", signedIn ? request(path, USUAL) : anonymous(path, USUAL), body);
  }

  /** Does something. */
  public Answer post(String path, Body body) {
    return done(withBody("POST", path, body, USUAL));
  }

  /** Does something that takes its time. */
  public Answer postAndWait(String path, Body body) {
    return done(withBody("POST", path, body, LONG));
  }

  /** Does something that HSMs take part in. */
  public Answer operate(String path, Body body) {
    return done(withBody("POST", path, body, OPERATION));
  }

  /** Does something that HSMs take part in, to a resource that ends by it. */
  public Answer operateDelete(String path, Body body) {
    return done(withBody("DELETE", path, body, OPERATION));
  }

  /** Replaces a resource. */
  public Answer put(String path, Body body) {
    return done(withBody("PUT", path, body, USUAL));
  }

  /**
   * Replaces a resource unless it has changed since.
   *
   * @param revision that was seen, as {@link Answer#revision} told it
   */
  public Answer put(String path, Body body, String revision) {
    return done(withBody("PUT", request(path, USUAL).header("If-Match", revision), body));
  }

  /** Changes what the body names, and nothing else (RFC 7396). */
  public Answer patch(String path, Body body) {
    return done(withBody("PATCH", path, body, USUAL));
  }

  /** Deletes a resource. */
  public Answer delete(String path) {
    return done(send(request(path, USUAL).DELETE()));
  }

  /**
   * Reads bytes that are secret.
   *
   * @param mediaType the form wanted of them
   * @return for the caller to close; the JDK's client has copied them into buffers of its own,
   *     which last until they are collected
   */
  public SecretBytes secret(String path, String mediaType) {
    HttpResponse<byte[]> response =
        exchange(
            request(path, USUAL)
                .setHeader("Accept", mediaType + ", application/problem+json;q=0.1")
                .GET(),
            BodyHandlers.ofByteArray());
    if (response.statusCode() != OK) {
      throw answer(response, new String(response.body(), StandardCharsets.UTF_8)).failure();
    }
    return SecretBytes.takeFrom(response.body());
  }

  /**
   * Copies what may be larger than memory.
   *
   * @param out stays open
   * @throws CommandFailure if it can't be read to its end, or not be written
   */
  public void copy(String path, OutputStream out) {
    HttpResponse<InputStream> response =
        exchange(
            request(path, LONG).setHeader("Accept", "*/*").GET(), BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (response.statusCode() != OK) {
        throw answer(response, new String(in.readAllBytes(), StandardCharsets.UTF_8)).failure();
      }
      byte[] buffer = new byte[BUFFER];
      for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "What the vault sent can't be written: %s.".formatted(CommandFailure.reason(e)),
          e);
    }
  }

  private int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Answer withBody(String method, String path, Body body, Duration limit) {
    return withBody(method, request(path, limit), body);
  }

  private Answer withBody(String method, HttpRequest.Builder request, Body body) {
    byte[] json = body.encode();
    try {
      return send(
          request
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofByteArray(json)));
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  private HttpRequest.Builder request(String path, Duration limit) {
    HttpRequest.Builder request = anonymous(path, limit);
    return credentials == null ? request : request.header("Authorization", credentials.header());
  }

  private HttpRequest.Builder anonymous(String path, Duration limit) {
    return HttpRequest.newBuilder(address.base().resolve(PREFIX + path))
        .timeout(limit)
        .header("Accept", "application/json, application/problem+json");
  }

  private static Answer done(Answer answer) {
    if (!answer.isOk()) {
      throw answer.failure();
    }
    return answer;
  }

  private Answer send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
    return answer(response, response.body());
  }

  private static Answer answer(HttpResponse<?> response, String text) {
    return new Answer(
        response.statusCode(),
        text,
        parse(text),
        seconds(response.headers().firstValue("Retry-After").orElse(null)),
        response.headers().firstValue("ETag").orElse("*"));
  }

  private <T> HttpResponse<T> exchange(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "Interrupted while waiting for " + address.base() + ".", e);
    }
  }

  private static Duration seconds(@Nullable String header) {
    return header != null && header.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ZERO;
  }

  private static JsonObject parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
  }

  private CommandFailure unreachable(IOException e) {
    String text;
    if (e instanceof SSLException) {
      text =
          "The server at %s can't be trusted: %s. Name the authority that certified it with --ca."
              .formatted(address.base(), e.getMessage());
    } else {
      text =
          "%s can't be reached: %s. Is Holdfast running (holdfast status)?"
              .formatted(
                  address.base(),
                  e instanceof ConnectException || e.getMessage() == null
                      ? "nothing answers there"
                      : e.getMessage());
    }
    return new CommandFailure(ExitCode.UNREACHABLE, text, e);
  }

  @Override
  public void close() {
    if (credentials != null) {
      credentials.close();
    }
  }
}

package org.holdfast.cli.vault;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of one vault over HTTPS. What is not done is a {@link CommandFailure}: with the
 * problem that the server told, or that it can't be reached.
 */
public final class VaultApi implements AutoCloseable {

  private static final String PREFIX = "api/v1/";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration USUAL = Duration.ofSeconds(60);

  /** For requests that read a whole backup before they are answered. */
  private static final Duration LONG = Duration.ofHours(12);

  private final VaultAddress address;
  private final Credentials credentials;
  private final HttpClient http;

  /**
   * Reads the authority's certificate; connects with the first request.
   *
   * @param credentials are closed with this
   */
  public VaultApi(VaultAddress address, Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(address.trust())
            .build();
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

  /** Replaces a resource. */
  public Answer put(String path, Body body) {
    return done(withBody("PUT", path, body, USUAL));
  }

  /** Deletes a resource. */
  public Answer delete(String path) {
    return done(send(request(path, USUAL).DELETE()));
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
    return anonymous(path, limit).header("Authorization", credentials.header());
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
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body(),
          parse(response.body()),
          seconds(response.headers().firstValue("Retry-After").orElse(null)));
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
    credentials.close();
  }
}

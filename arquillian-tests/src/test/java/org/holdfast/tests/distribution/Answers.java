package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What the answers of the REST interface say. */
final class Answers {

  private Answers() {}

  static JsonObject json(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body()).json();
  }

  /** The document of a call that has succeeded. */
  static JsonObject good(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(described(response)).isBetween(200, 299);
    return json(response);
  }

  static String id(HttpResponse<String> response) {
    return good(response).getString("id");
  }

  static List<JsonObject> items(HttpResponse<String> response) {
    return good(response).getJsonArray("items").getValuesAs(JsonObject.class);
  }

  /** The code of a problem document; {@code none} and the answer where there is no problem. */
  static String code(HttpResponse<String> response) {
    return response.body().startsWith("{")
        ? json(response).getString("code", "none: " + described(response))
        : "none: " + described(response);
  }

  static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  static byte[] bytes(JsonObject document, String field) {
    return Base64.getDecoder().decode(document.getString(field));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON object of texts: names and values in turn. */
  static String object(String... namesAndValues) {
    JsonObjectBuilder builder = Json.createObjectBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build().toString();
  }

  private static String described(HttpResponse<String> response) {
    return response.request().method()
        + " "
        + response.uri()
        + ": "
        + response.statusCode()
        + " "
        + response.body();
  }
}

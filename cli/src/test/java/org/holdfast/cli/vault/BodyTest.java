package org.holdfast.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import org.holdfast.domain.secret.SecretChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  private static JsonObject read(Body body) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body.encode()))) {
      return reader.readObject();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "\"\\\"", "a\nb\u0000\u001f\u007f", "€😀ü", "</script>", ""})
  void encode_anySecret_isReadBackAsItWas(String secret) {
    try (SecretChars chars = SecretChars.copyOf(secret.toCharArray())) {
      JsonObject read =
          read(
              new Body(Json.createObjectBuilder().add("file", "a").build())
                  .withSecret("one", chars)
                  .withSecret("two", chars));

      assertThat(read.getString("file")).isEqualTo("a");
      assertThat(read.getString("one")).isEqualTo(secret);
      assertThat(read.getString("two")).isEqualTo(secret);
    }
  }

  @Test
  void encode_secretAlone_isAnObject() {
    try (SecretChars chars = SecretChars.copyOf("x".repeat(5000).toCharArray())) {
      assertThat(read(new Body(JsonObject.EMPTY_JSON_OBJECT).withSecret("p", chars)).getString("p"))
          .hasSize(5000);
    }
  }

  @Test
  void encode_nothing_isAnEmptyObject() {
    assertThat(read(new Body(JsonObject.EMPTY_JSON_OBJECT))).isEmpty();
  }
}

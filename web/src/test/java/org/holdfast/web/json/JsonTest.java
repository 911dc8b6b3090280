package org.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void write_ofEveryKindOfValue_isJson() {
    Map<String, @Nullable Object> json = Json.object();
    json.put("text", "a\"b\\c\n\u0001\u2028é");
    json.put("number", 7);
    json.put("yes", true);
    json.put("nothing", null);
    json.put("list", List.of("x", 1));

    assertThat(Json.write(json))
        .isEqualTo(
            "{\"text\":\"a\\\"b\\\\c\\n\\u0001\\u2028é\",\"number\":7,\"yes\":true,"
                + "\"nothing\":null,\"list\":[\"x\",1]}");
  }

  @Test
  void write_ofALoneSurrogate_canBeSentInUtf8() {
    String json = Json.write("a\uD800");

    assertThat(json).isEqualTo("\"a\\ud800\"");
    assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(json);
  }
}

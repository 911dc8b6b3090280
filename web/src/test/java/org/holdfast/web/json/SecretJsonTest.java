package org.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretJsonTest {

  @Test
  void write_ofSecretsAmongOthers_isJson_andClosesThem() throws Exception {
    SecretBytes bytes = SecretBytes.copyOf(new byte[] {0, 1, 2});
    SecretChars chars = SecretChars.copyOf("t-_9".toCharArray());
    Map<String, @Nullable Object> json = Json.object();
    json.put("a\"b", 1);
    json.put("list", List.of(Map.of("material", bytes), true));
    json.put("token", chars);
    json.put("none", null);

    assertThat(write(json))
        .isEqualTo(
            "{\"a\\\"b\":1,\"list\":[{\"material\":\"AAEC\"},true],"
                + "\"token\":\"t-_9\",\"none\":null}");
    assertThat(bytes.isDestroyed()).isTrue();
    assertThat(chars.isDestroyed()).isTrue();
  }

  @Test
  void write_ofATextThatWouldNeedEscapes_fails_andClosesIt() {
    SecretChars chars = SecretChars.copyOf("a\"".toCharArray());

    assertThatThrownBy(() -> write(Map.of("token", chars)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("a\"");
    assertThat(chars.isDestroyed()).isTrue();
  }

  @Test
  void secretBody_upToTheLimit_isRead() {
    for (int size : new int[] {1, 16 << 10, (16 << 10) + 1, 100_000}) {
      byte[] sent = new byte[size];
      sent[size - 1] = 7;
      try (SecretBytes read = BodyBytes.secret(new ByteArrayInputStream(sent), 100_000)) {
        assertThat(read.toByteArray(SecretAccess.granted())).isEqualTo(sent);
      }
    }
  }

  @Test
  void secretBody_thatIsEmptyOrTooLong_isRefused() {
    assertThat(codeOf(new byte[0])).isEqualTo(ErrorCode.INPUT_MISSING);
    assertThat(codeOf(new byte[11])).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(codeOf(new byte[100_000])).isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  private static ErrorCode codeOf(byte[] sent) {
    try {
      BodyBytes.secret(new ByteArrayInputStream(sent), 10).close();
    } catch (VaultException e) {
      return e.code();
    }
    throw new AssertionError("nothing was refused");
  }

  private static String write(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SecretJson.of(value).write(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}

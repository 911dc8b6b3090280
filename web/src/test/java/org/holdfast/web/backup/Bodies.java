package org.holdfast.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reads bodies that tests write down. */
final class Bodies {

  private Bodies() {}

  /** What is read of JSON that has single quotes for double ones. */
  static <T> T read(String json, Function<RequestBody, T> reading) {
    try (RequestBody body =
        RequestBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
      return reading.apply(body);
    }
  }

  static void assertRefused(ThrowingCallable call, ErrorCode code, @Nullable String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VaultException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.field()).isEqualTo(field);
            });
  }
}

package org.holdfast.domain.rootoftrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultClosureTest {

  @Test
  void requireReason_oneLine_isTakenWithoutItsMargin() {
    assertThat(VaultClosure.requireReason("  stolen laptop ")).isEqualTo("stolen laptop");
    assertThat(VaultClosure.requireReason("x".repeat(500))).hasSize(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void requireReason_nothing_isMissing(String typed) {
    assertRefused(ErrorCode.INPUT_MISSING, typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "a\0b", "tab\tbed"})
  void requireReason_controlCharacters_areRefused(String typed) {
    assertRefused(ErrorCode.INPUT_INVALID, typed);
  }

  @Test
  void requireReason_tooLong_isRefused() {
    assertRefused(ErrorCode.INPUT_INVALID, "x".repeat(501));
  }

  @Test
  void describeSince_isWhoWhenAndWhy() {
    VaultClosure closure =
        new VaultClosure(
            new UUID(1, 1), "sam", "stolen laptop", Instant.parse("2026-11-21T08:05:00.123456Z"));

    assertThat(closure.describeSince())
        .isEqualTo("since 2026-11-21T08:05:00Z, by sam: stolen laptop");
  }

  private static void assertRefused(ErrorCode code, String typed) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> VaultClosure.requireReason(typed))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.field()).isEqualTo("reason");
            });
  }
}

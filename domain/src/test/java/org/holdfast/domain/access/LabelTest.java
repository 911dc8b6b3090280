package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelTest {

  static String[] goodNames() {
    return new String[] {"a", "Finance [1]", "Schlüssel, größer", "z".repeat(255)};
  }

  static String[] badNames() {
    return new String[] {
      "", "  ", "a\nb", "a\u0000b", "a\u2028b", "a\u2029b", "a\ud800b", "z".repeat(256)
    };
  }

  static String[] badDescriptions() {
    return new String[] {"a\nb", "a\u0007b", "a\udc00b", "z".repeat(1_001)};
  }

  @ParameterizedTest
  @MethodSource("goodNames")
  void constructor_allowedName_isTakenWithoutTheBlanksAround(String name) {
    assertThat(new Label(" " + name + " ", "").name()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void constructor_anyOtherName_isRefusedAtTheField(String name) {
    assertRefused("name", () -> new Label(name, ""));
  }

  @ParameterizedTest
  @MethodSource("badDescriptions")
  void constructor_badDescription_isRefusedAtTheField(String description) {
    assertRefused("description", () -> new Label("a", description));
  }

  @Test
  void constructor_longestDescription_isTaken() {
    assertThat(new Label("a", "z".repeat(1_000)).description()).hasSize(1_000);
    assertThat(new Label("a", "").description()).isEmpty();
  }

  private static void assertRefused(String field, Runnable work) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(work::run)
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INPUT_INVALID);
              assertThat(refused.field()).isEqualTo(field);
            });
  }
}

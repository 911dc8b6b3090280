package org.holdfast.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.secret.SampleSecrets.typed;

import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryPassphraseTest {

  static List<String> strongPassphrases() {
    return List.of("abcdefghijkl", "aaaaaaaaaaab", "x".repeat(255) + "y");
  }

  static List<String> weakPassphrases() {
    return List.of("", "a", "abcdefghijk", "aaaaaaaaaaaa", "x".repeat(256), "x".repeat(256) + "y");
  }

  @ParameterizedTest
  @MethodSource("strongPassphrases")
  void requireStrong_strongPassphrase_isTaken(String passphrase) {
    assertThatCode(() -> RecoveryPassphrase.requireStrong(typed(passphrase), "passphrase"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("weakPassphrases")
  void requireStrong_weakPassphrase_isRefusedAtItsField(String passphrase) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> RecoveryPassphrase.requireStrong(typed(passphrase), "passphrase"))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.PASSPHRASE_WEAK);
              assertThat(failure.field()).isEqualTo("passphrase");
            });
  }
}

package org.holdfast.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.holdfast.domain.secret.SampleSecrets.typed;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.holdfast.domain.crypto.Argon2id;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

  private static final UserName USER = new UserName("administrator");

  private final PasswordHasher hasher = new PasswordHasher(new SecureRandom());

  static List<String> strong() {
    return List.of("abcdefghijkl", "aaaaaaaaaaab", "administrator1", "x".repeat(255) + "y");
  }

  static List<String> weak() {
    return List.of(
        "",
        "abcdefghijk",
        "aaaaaaaaaaaa",
        "administrator",
        "ADMINistrator",
        "x".repeat(256),
        "x".repeat(256) + "y");
  }

  @Test
  void matches_samePassword_isTrue() {
    assertThat(hasher.matches(typed("pässword no. 1"), hasher.hash(typed("pässword no. 1"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Password no. 1", "password no. 1 ", "password no. "})
  void matches_otherPassword_isFalse(String other) {
    assertThat(hasher.matches(typed(other), hasher.hash(typed("password no. 1")))).isFalse();
  }

  @Test
  void hash_samePasswordTwice_differsAndHidesIt() {
    String first = hasher.hash(typed("password no. 1"));

    assertThat(hasher.hash(typed("password no. 1"))).isNotEqualTo(first);
    assertThat(first)
        .doesNotContain("password")
        .matches("\\$argon2id\\$v=19\\$m=\\d+,t=\\d+,p=1\\$[0-9a-f]{32}\\$[0-9a-f]{64}");
  }

  /** Raising the costs later leaves old passwords valid. */
  @Test
  void matches_hashWithOtherCosts_usesThoseOfTheHash() {
    Argon2id cheap = new Argon2id(256, 2, Bytes.of(new byte[16]));
    String derived =
        cheap
            .derive(typed("password no. 1"))
            .lend(SecretAccess.granted(), bytes -> HexFormat.of().formatHex(bytes));

    assertThat(hasher.matches(typed("password no. 1"), cheap + "$" + derived)).isTrue();
    assertThat(hasher.matches(typed("password no. 2"), cheap + "$" + derived)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$", "plain", "$argon2id$v=19$m=256,t=2,p=1$00$00"})
  void matches_unreadableHash_failsLoudly(String hash) {
    assertThatIllegalStateException().isThrownBy(() -> hasher.matches(typed("x"), hash));
  }

  @Test
  void matchNobody_any_returns() {
    assertThatCode(() -> hasher.matchNobody(typed("password no. 1"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("strong")
  void requireStrong_strongPassword_isTaken(String password) {
    assertThatCode(() -> hasher.requireStrong(USER, typed(password))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("weak")
  void requireStrong_weakPassword_isRefused(String password) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> hasher.requireStrong(USER, typed(password)))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.PASSWORD_WEAK);
              assertThat(failure.field()).isEqualTo("password");
            });
  }
}

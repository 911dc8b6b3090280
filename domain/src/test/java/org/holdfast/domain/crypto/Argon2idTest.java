package org.holdfast.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.secretHex;
import static org.holdfast.domain.secret.SampleSecrets.typed;

import java.security.SecureRandom;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SALT = "000102030405060708090a0b0c0d0e0f";

  /** Vectors of the reference implementation's own tests (Argon2id version 1.3, one lane). */
  @ParameterizedTest
  @CsvSource({
    "256, 2, password, somesalt, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "65536, 1, password, somesalt, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
    "65536, 2, password, somesalt, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "65536, 2, differentpassword, somesalt, 0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
    "65536, 2, password, diffsalt, bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
  })
  void derive_publishedVector_givesItsOutput(
      int memoryKib, int iterations, String text, String salt, String expected) {
    Argon2id argon2id = new Argon2id(memoryKib, iterations, bytes(salt));

    try (SecretBytes derived = argon2id.derive(typed(text))) {
      assertThat(derived.size()).isEqualTo(Argon2id.OUTPUT_BYTES);
      assertThat(derived.contentEquals(secretHex(expected))).isTrue();
    }
  }

  @Test
  void forPassphrase_any_costsAtLeastWhatRfc9106Recommends() {
    Argon2id costs = Argon2id.forPassphrase(RANDOM);

    assertThat(costs.memoryKib()).isGreaterThanOrEqualTo(64 * 1024);
    assertThat(costs.iterations()).isGreaterThanOrEqualTo(3);
    assertThat(costs.salt().size()).isEqualTo(16);
  }

  @Test
  void forPassword_any_costsAtLeastWhatOwaspRecommends() {
    Argon2id costs = Argon2id.forPassword(RANDOM);

    assertThat(costs.memoryKib()).isGreaterThanOrEqualTo(19 * 1024);
    assertThat(costs.iterations()).isGreaterThanOrEqualTo(2);
    assertThat(costs.salt().size()).isEqualTo(16);
  }

  @Test
  void forPassword_twice_hasAnotherSalt() {
    assertThat(Argon2id.forPassword(RANDOM).salt())
        .isNotEqualTo(Argon2id.forPassword(RANDOM).salt());
  }

  @Test
  void parse_ownText_isEqual() {
    Argon2id costs = Argon2id.forPassphrase(RANDOM);

    assertThat(Argon2id.parse(costs.toString())).hasValue(costs);
  }

  @Test
  void parse_exampleText_hasItsValues() {
    assertThat(Argon2id.parse("$argon2id$v=19$m=65536,t=3,p=1$" + SALT))
        .hasValue(new Argon2id(65536, 3, Bytes.fromHex(SALT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$argon2id$",
        " $argon2id$v=19$m=65536,t=3,p=1$" + SALT,
        "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "\n",
        "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "00",
        "$argon2i$v=19$m=65536,t=3,p=1$" + SALT,
        "$argon2d$v=19$m=65536,t=3,p=1$" + SALT,
        "$argon2id$v=16$m=65536,t=3,p=1$" + SALT,
        "$argon2id$v=19$m=65536,t=3,p=2$" + SALT,
        "$argon2id$v=19$t=3,m=65536,p=1$" + SALT,
        "$argon2id$v=19$m=-65536,t=3,p=1$" + SALT,
        "$argon2id$v=19$m=65536,t=+3,p=1$" + SALT,
        "$argon2id$v=19$m=٦٥٥٣٦,t=3,p=1$" + SALT,
        "$argon2id$v=19$m=65536,t=3,p=1$000102030405060708090A0B0C0D0E0F",
        "$argon2id$v=19$m=65536,t=3,p=1$0001020304050607",
      })
  void parse_anythingElse_isEmpty(String text) {
    assertThat(Argon2id.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8, 1", "1048576, 64"})
  void parse_costsAtTheBounds_areTaken(int memoryKib, int iterations) {
    assertThat(
            Argon2id.parse(
                "$argon2id$v=19$m=%d,t=%d,p=1$%s".formatted(memoryKib, iterations, SALT)))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({"7, 1", "0, 1", "1048577, 1", "9999999, 1", "65536, 0", "65536, 65", "65536, 99"})
  void parse_costsBeyondTheBounds_isEmpty(int memoryKib, int iterations) {
    assertThat(
            Argon2id.parse(
                "$argon2id$v=19$m=%d,t=%d,p=1$%s".formatted(memoryKib, iterations, SALT)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"m=99999999999,t=3", "m=65536,t=999"})
  void parse_costsWithTooManyDigits_isEmpty(String costs) {
    assertThat(Argon2id.parse("$argon2id$v=19$" + costs + ",p=1$" + SALT)).isEmpty();
  }
}

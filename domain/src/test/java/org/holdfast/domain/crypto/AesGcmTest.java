package org.holdfast.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.holdfast.domain.secret.SampleSecrets.flipped;
import static org.holdfast.domain.secret.SampleSecrets.key;
import static org.holdfast.domain.secret.SampleSecrets.secret;
import static org.holdfast.domain.secret.SampleSecrets.secretHex;
import static org.holdfast.domain.secret.SampleSecrets.text;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] ROW = "row 1".getBytes(StandardCharsets.UTF_8);

  private final Sealed sealed = AesGcm.seal(key(1), ROW, secret("material"), RANDOM);

  @Test
  void open_sameKeyAndData_returnsPlaintext() {
    assertThat(AesGcm.open(key(1), ROW, sealed)).hasValueSatisfying(this::isMaterial);
  }

  @Test
  void open_emptyPlaintext_returnsEmptySecret() {
    Sealed nothing = AesGcm.seal(key(1), ROW, secret(""), RANDOM);

    assertThat(AesGcm.open(key(1), ROW, nothing)).map(SecretBytes::size).hasValue(0);
  }

  /** Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega). */
  @Test
  void open_publishedVector_returnsItsPlaintext() {
    Optional<SecretBytes> opened =
        AesGcm.open(
            secretHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
            HexFormat.of().parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            new Sealed(
                Bytes.fromHex("cafebabefacedbaddecaf888"),
                Bytes.fromHex(
                    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                        + "76fc6ece0f4e1768cddf8853bb2d551b")));

    SecretBytes expected =
        secretHex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    assertThat(opened)
        .hasValueSatisfying(plaintext -> assertThat(plaintext.contentEquals(expected)).isTrue());
  }

  @Test
  void seal_any_hasNonceOf96BitsAndTagOf128() {
    assertThat(sealed.iv().size()).isEqualTo(12);
    assertThat(sealed.ciphertext().size()).isEqualTo("material".length() + 16);
  }

  @Test
  void seal_twice_differsInNonceAndCiphertext() {
    Sealed again = AesGcm.seal(key(1), ROW, secret("material"), RANDOM);

    assertThat(again.iv()).isNotEqualTo(sealed.iv());
    assertThat(again.ciphertext()).isNotEqualTo(sealed.ciphertext());
  }

  @Test
  void open_otherKey_isEmpty() {
    assertThat(AesGcm.open(key(2), ROW, sealed)).isEmpty();
  }

  @Test
  void open_otherAssociatedData_isEmpty() {
    assertThat(AesGcm.open(key(1), "row 2".getBytes(StandardCharsets.UTF_8), sealed)).isEmpty();
  }

  @Test
  void open_anyCiphertextOrTagByteChanged_isEmpty() {
    for (int i = 0; i < sealed.ciphertext().size(); i++) {
      Sealed changed = new Sealed(sealed.iv(), flipped(sealed.ciphertext(), i));
      assertThat(AesGcm.open(key(1), ROW, changed)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void open_anyNonceByteChanged_isEmpty() {
    for (int i = 0; i < sealed.iv().size(); i++) {
      Sealed changed = new Sealed(flipped(sealed.iv(), i), sealed.ciphertext());
      assertThat(AesGcm.open(key(1), ROW, changed)).as("byte %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 13, 16})
  void open_nonceOfOtherLength_isEmpty(int length) {
    Sealed odd = new Sealed(Bytes.of(new byte[length]), sealed.ciphertext());

    assertThat(AesGcm.open(key(1), ROW, odd)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 23})
  void open_ciphertextCutOff_isEmpty(int length) {
    byte[] head = java.util.Arrays.copyOf(sealed.ciphertext().toByteArray(), length);

    assertThat(AesGcm.open(key(1), ROW, new Sealed(sealed.iv(), Bytes.of(head)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 31, 33})
  void seal_keyOfOtherLength_isRefused(int length) {
    SecretBytes key = SecretBytes.random(length, RANDOM);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AesGcm.seal(key, ROW, secret("material"), RANDOM));
    assertThatIllegalArgumentException().isThrownBy(() -> AesGcm.open(key, ROW, sealed));
  }

  private void isMaterial(SecretBytes plaintext) {
    assertThat(text(plaintext)).isEqualTo("material");
  }
}

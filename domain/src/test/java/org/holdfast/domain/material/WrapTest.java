package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.SampleKeys.RANDOM;
import static org.holdfast.domain.material.SampleKeys.key;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.secret.SampleSecrets.flipped;
import static org.holdfast.domain.secret.SampleSecrets.secret;

import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrapTest {

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048.pem", "ec-521.pem", "ed25519.pem"})
  void unwrap_privateKey_isReadAgain(String file) {
    Material key = key(Scheme.AES_KEY_WRAP_PADDED);
    Material wrapped = SampleMaterials.privateKey(file);
    Bytes bytes = KeyOperations.wrap(key, Scheme.AES_KEY_WRAP_PADDED, wrapped.content(), RANDOM);

    try (SecretBytes unwrapped = KeyOperations.unwrap(key, Scheme.AES_KEY_WRAP_PADDED, bytes);
        Material again = MaterialReader.read(ObjectType.PRIVATE_KEY, null, unwrapped)) {
      assertThat(again.digest()).isEqualTo(wrapped.digest());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 31, 1 << 20})
  void unwrap_anyLength_isTheContent(int length) {
    Material key = key(Scheme.AES_KEY_WRAP_PADDED);
    SecretBytes content = SecretBytes.random(length, RANDOM);
    Bytes bytes = KeyOperations.wrap(key, Scheme.AES_KEY_WRAP_PADDED, content, RANDOM);

    assertThat(KeyOperations.unwrap(key, Scheme.AES_KEY_WRAP_PADDED, bytes).contentEquals(content))
        .isTrue();
  }

  @Test
  void unwrap_rsa_isTheContent() {
    Material key = key(Scheme.RSA_OAEP_SHA256);
    SecretBytes content = SecretBytes.random(32, RANDOM);
    for (Material open : SampleKeys.openHalves(Scheme.RSA_OAEP_SHA256, key)) {
      Bytes bytes = KeyOperations.wrap(open, Scheme.RSA_OAEP_SHA256, content, RANDOM);
      assertThat(KeyOperations.unwrap(key, Scheme.RSA_OAEP_SHA256, bytes).contentEquals(content))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_KEY_WRAP_PADDED", "RSA_OAEP_SHA256"})
  void unwrap_anyByteChangedCutOffOrOtherKey_isRefused(Scheme scheme) {
    Material key = key(scheme);
    Bytes good = KeyOperations.wrap(key, scheme, secret("seventeen bytes.."), RANDOM);
    for (int i = 0; i < good.size(); i++) {
      assertInvalid(key, scheme, flipped(good, i));
    }
    for (int length : new int[] {0, 1, 8, 15, good.size() - 8, good.size() + 8}) {
      assertInvalid(key, scheme, Bytes.of(Arrays.copyOf(good.toByteArray(), length)));
    }
    assertInvalid(SampleKeys.otherKey(scheme), scheme, good);
  }

  @Test
  void wrap_nothingOrTooMuch_isRefused() {
    Material aes = key(Scheme.AES_KEY_WRAP_PADDED);
    Material rsa = key(Scheme.RSA_OAEP_SHA256);

    assertRefused(
        ErrorCode.INPUT_INVALID,
        () -> KeyOperations.wrap(aes, Scheme.AES_KEY_WRAP_PADDED, secret(""), RANDOM));
    assertRefused(
        ErrorCode.INPUT_INVALID,
        () -> KeyOperations.wrap(rsa, Scheme.RSA_OAEP_SHA256, rsa.content(), RANDOM));
  }

  private static void assertInvalid(Material key, Scheme scheme, Bytes wrapped) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> KeyOperations.unwrap(key, scheme, wrapped))
        .withNoCause()
        .withMessage(ErrorCode.CIPHERTEXT_INVALID.title());
  }
}

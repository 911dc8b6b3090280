package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.SampleKeys.RANDOM;
import static org.holdfast.domain.material.SampleKeys.key;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.flipped;
import static org.holdfast.domain.secret.SampleSecrets.secret;
import static org.holdfast.domain.secret.SampleSecrets.text;

import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptionTest {

  private static final Bytes NONE = Bytes.of();

  @ParameterizedTest
  @EnumSource(names = {"AES_GCM", "AES_CBC_PKCS7", "CHACHA20_POLY1305", "RSA_OAEP_SHA256"})
  void decrypt_whatAnyHalfEncrypted_isThePlaintext(Scheme scheme) {
    Material key = key(scheme);
    for (Material open : SampleKeys.openHalves(scheme, key)) {
      for (String plaintext : new String[] {"", "x", "sixteen bytes...", "y".repeat(190)}) {
        Encrypted encrypted = encrypt(open, scheme, NONE, plaintext);

        assertThat(encrypted.scheme()).isEqualTo(scheme);
        assertThat(text(KeyOperations.decrypt(key, encrypted, NONE))).isEqualTo(plaintext);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"AES,128", "AES,192", "AES,256", "CHACHA20,256"})
  void decrypt_ofEachLength_isThePlaintext(Algorithm algorithm, int bits) {
    Material key = KeyGenerator.symmetric(algorithm, bits, RANDOM);
    for (Scheme scheme :
        Scheme.offered(KeyOperation.ENCRYPT, ObjectType.SYMMETRIC_KEY, algorithm)) {
      assertThat(text(KeyOperations.decrypt(key, encrypt(key, scheme, NONE, "secret"), NONE)))
          .isEqualTo("secret");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AES_GCM,12,32",
    "AES_CBC_PKCS7,16,32",
    "CHACHA20_POLY1305,12,32",
    "RSA_OAEP_SHA256,0,256"
  })
  void encrypt_sixteenBytes_hasItsLengthsAndIsFresh(Scheme scheme, int iv, int ciphertext) {
    Material key = key(scheme);
    Encrypted first = encrypt(key, scheme, NONE, "sixteen bytes...");
    Encrypted second = encrypt(key, scheme, NONE, "sixteen bytes...");

    assertThat(first.iv().size()).isEqualTo(iv);
    assertThat(first.ciphertext().size()).isEqualTo(ciphertext);
    assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_GCM", "CHACHA20_POLY1305"})
  void decrypt_additionalData_isBound(Scheme scheme) {
    Material key = key(scheme);
    Encrypted encrypted = encrypt(key, scheme, bytes("row 1"), "secret");

    assertThat(text(KeyOperations.decrypt(key, encrypted, bytes("row 1")))).isEqualTo("secret");
    assertInvalid(key, encrypted, bytes("row 2"));
    assertInvalid(key, encrypted, NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_CBC_PKCS7", "RSA_OAEP_SHA256"})
  void encrypt_additionalDataThatIsNotBound_isRefused(Scheme scheme) {
    Material key = key(scheme);

    assertRefused(
        ErrorCode.OPERATION_NOT_SUPPORTED, () -> encrypt(key, scheme, bytes("row 1"), "secret"));
    assertRefused(
        ErrorCode.OPERATION_NOT_SUPPORTED,
        () -> KeyOperations.decrypt(key, encrypt(key, scheme, NONE, "secret"), bytes("row 1")));
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_GCM", "CHACHA20_POLY1305", "RSA_OAEP_SHA256"})
  void decrypt_anyByteChanged_isRefused(Scheme scheme) {
    Material key = key(scheme);
    Encrypted good = encrypt(key, scheme, NONE, "sixteen bytes...");
    for (int i = 0; i < good.ciphertext().size(); i++) {
      assertInvalid(key, new Encrypted(scheme, good.iv(), flipped(good.ciphertext(), i)), NONE);
    }
    for (int i = 0; i < good.iv().size(); i++) {
      assertInvalid(key, new Encrypted(scheme, flipped(good.iv(), i), good.ciphertext()), NONE);
    }
  }

  /** What CBC can notice: the padding. The refusal is the same as for a wrong length. */
  @Test
  void decrypt_cbcPaddingChanged_isRefusedAsAnythingElse() {
    Material key = key(Scheme.AES_CBC_PKCS7);
    Encrypted good = encrypt(key, Scheme.AES_CBC_PKCS7, NONE, "sixteen bytes...");
    // The last byte of the first block turns over the last of the padding: 16 becomes 17.
    assertInvalid(
        key, new Encrypted(good.scheme(), good.iv(), flipped(good.ciphertext(), 15)), NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_GCM", "AES_CBC_PKCS7", "CHACHA20_POLY1305", "RSA_OAEP_SHA256"})
  void decrypt_cutOffOrExtended_isRefused(Scheme scheme) {
    Material key = key(scheme);
    Encrypted good = encrypt(key, scheme, NONE, "sixteen bytes...");
    byte[] ciphertext = good.ciphertext().toByteArray();
    for (int length : new int[] {0, 1, 15, 31, ciphertext.length + 1}) {
      Bytes cut = Bytes.of(Arrays.copyOf(ciphertext, length));
      assertInvalid(key, new Encrypted(scheme, good.iv(), cut), NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_GCM", "AES_CBC_PKCS7", "CHACHA20_POLY1305"})
  void decrypt_ivOfOtherLength_isRefused(Scheme scheme) {
    Material key = key(scheme);
    Encrypted good = encrypt(key, scheme, NONE, "secret");
    for (int length : new int[] {0, 1, 11, 13, 15, 17}) {
      assertInvalid(
          key, new Encrypted(scheme, Bytes.of(new byte[length]), good.ciphertext()), NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_GCM", "CHACHA20_POLY1305", "RSA_OAEP_SHA256"})
  void decrypt_otherKey_isRefused(Scheme scheme) {
    Encrypted good = encrypt(key(scheme), scheme, NONE, "secret");

    assertInvalid(SampleKeys.otherKey(scheme), good, NONE);
  }

  @Test
  void encrypt_largest_isTakenAndOneMoreRefused() {
    Material key = key(Scheme.AES_GCM);
    SecretBytes largest = SecretBytes.copyOf(new byte[KeyOperations.MAX_INPUT]);
    SecretBytes more = SecretBytes.copyOf(new byte[KeyOperations.MAX_INPUT + 1]);
    Encrypted encrypted = KeyOperations.encrypt(key, Scheme.AES_GCM, NONE, largest, RANDOM);

    assertThat(KeyOperations.decrypt(key, encrypted, NONE).contentEquals(largest)).isTrue();
    assertRefused(
        ErrorCode.BODY_TOO_LARGE,
        () -> KeyOperations.encrypt(key, Scheme.AES_GCM, NONE, more, RANDOM));
  }

  @Test
  void encrypt_moreThanRsaTakes_saysHowMuch() {
    Material key = key(Scheme.RSA_OAEP_SHA256);

    assertThat(encrypt(key, Scheme.RSA_OAEP_SHA256, NONE, "x".repeat(190))).isNotNull();
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> encrypt(key, Scheme.RSA_OAEP_SHA256, NONE, "x".repeat(191)))
        .withMessageContaining("190 bytes");
  }

  private static Encrypted encrypt(
      Material key, Scheme scheme, Bytes associatedData, String plaintext) {
    return KeyOperations.encrypt(key, scheme, associatedData, secret(plaintext), RANDOM);
  }

  private static void assertInvalid(Material key, Encrypted encrypted, Bytes associatedData) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> KeyOperations.decrypt(key, encrypted, associatedData))
        .withNoCause()
        .withMessage(ErrorCode.CIPHERTEXT_INVALID.title());
  }
}

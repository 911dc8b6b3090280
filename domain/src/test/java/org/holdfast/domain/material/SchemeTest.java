package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SampleSecrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeTest {

  @ParameterizedTest
  @EnumSource
  void parse_name_isTheScheme(Scheme scheme) {
    assertThat(Scheme.parse(scheme.name())).isEqualTo(scheme);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aes_gcm", "AES-GCM", "NONE"})
  void parse_otherText_isRefused(String id) {
    assertRefused(ErrorCode.INPUT_INVALID, () -> Scheme.parse(id));
  }

  @ParameterizedTest
  @CsvSource({
    "ENCRYPT,SYMMETRIC_KEY,AES,AES_GCM",
    "DECRYPT,SYMMETRIC_KEY,CHACHA20,CHACHA20_POLY1305",
    "ENCRYPT,PUBLIC_KEY,RSA,RSA_OAEP_SHA256",
    "WRAP,SYMMETRIC_KEY,AES,AES_KEY_WRAP_PADDED",
    "UNWRAP,PRIVATE_KEY,RSA,RSA_OAEP_SHA256",
    "VERIFY,CERTIFICATE,EC,ECDSA_SHA384",
    "MAC_GENERATE,SYMMETRIC_KEY,HMAC_SHA512,HMAC_SHA512",
  })
  void defaultFor_each_isTheFirstOffered(
      KeyOperation operation, ObjectType type, Algorithm algorithm, Scheme expected) {
    assertThat(Scheme.defaultFor(operation, type, algorithm, algorithm.defaultBits()))
        .isEqualTo(expected);
    assertThat(Scheme.offered(operation, type, algorithm)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "DECRYPT,PUBLIC_KEY,RSA",
    "SIGN,PUBLIC_KEY,EC",
    "SIGN,CERTIFICATE,ED25519",
    "UNWRAP,PUBLIC_KEY,RSA",
    "ENCRYPT,PRIVATE_KEY,EC",
    "ENCRYPT,SYMMETRIC_KEY,TRIPLE_DES",
    "ENCRYPT,SYMMETRIC_KEY,HMAC_SHA256",
    "SIGN,SYMMETRIC_KEY,AES",
    "WRAP,SYMMETRIC_KEY,CHACHA20",
    "ENCRYPT,SECRET_DATA,",
    "SIGN,OPAQUE_OBJECT,",
  })
  void defaultFor_whatItCannotDo_isRefused(
      KeyOperation operation, ObjectType type, @Nullable Algorithm algorithm) {
    assertThat(Scheme.offered(operation, type, algorithm)).isEmpty();
    assertRefused(
        ErrorCode.OPERATION_NOT_SUPPORTED,
        () -> Scheme.defaultFor(operation, type, algorithm, 256));
  }

  @Test
  void operations_keyOfOtherAlgorithm_sayWhatItDoes() {
    Material key = SampleKeys.key(Scheme.HMAC_SHA256);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(
            () ->
                KeyOperations.encrypt(
                    key, Scheme.AES_GCM, Bytes.of(), SampleSecrets.secret("x"), SampleKeys.RANDOM))
        .withMessageContaining(
            "not ENCRYPT with AES_GCM; it does MAC_GENERATE with HMAC_SHA256; MAC_VERIFY with"
                + " HMAC_SHA256")
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.OPERATION_NOT_SUPPORTED);
  }

  @Test
  void operations_tripleDes_doNothing() {
    Material key =
        SampleMaterials.read(
            ObjectType.SYMMETRIC_KEY, Algorithm.TRIPLE_DES, MaterialReaderTest.counting(24));

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(
            () ->
                KeyOperations.decrypt(
                    key, new Encrypted(Scheme.AES_GCM, Bytes.of(), Bytes.of()), Bytes.of()))
        .withMessageContaining("it does nothing");
  }

  @Test
  void operations_schemeOfAnotherOperation_areRefused() {
    Material aes = SampleKeys.key(Scheme.AES_GCM);

    assertRefused(
        ErrorCode.OPERATION_NOT_SUPPORTED,
        () ->
            KeyOperations.wrap(aes, Scheme.AES_GCM, SampleSecrets.secret("x"), SampleKeys.RANDOM));
    assertRefused(
        ErrorCode.OPERATION_NOT_SUPPORTED,
        () ->
            KeyOperations.unwrap(
                SampleMaterials.publicKey("rsa-2048-public.pem"),
                Scheme.RSA_OAEP_SHA256,
                Bytes.of()));
  }
}

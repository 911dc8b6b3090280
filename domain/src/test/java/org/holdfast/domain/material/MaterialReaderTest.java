package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.material.SampleMaterials.content;
import static org.holdfast.domain.material.SampleMaterials.der;
import static org.holdfast.domain.material.SampleMaterials.file;
import static org.holdfast.domain.material.SampleMaterials.privateKey;
import static org.holdfast.domain.material.SampleMaterials.publicKey;
import static org.holdfast.domain.material.SampleMaterials.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaterialReaderTest {

  @ParameterizedTest
  @CsvSource({
    "rsa-2048.pem,RSA,2048",
    "ec-256.pem,EC,256",
    "ec-384.pem,EC,384",
    "ec-521.pem,EC,521",
    "ed25519.pem,ED25519,256",
  })
  void privateKey_pemOrDer_isTheSameMaterial(String file, Algorithm algorithm, int bits) {
    try (Material pem = privateKey(file);
        Material der = read(ObjectType.PRIVATE_KEY, algorithm, der(file))) {
      assertThat(pem.type()).isEqualTo(ObjectType.PRIVATE_KEY);
      assertThat(pem.algorithm()).isEqualTo(algorithm);
      assertThat(pem.bits()).isEqualTo(bits);
      assertThat(pem.certificate()).isEmpty();
      assertThat(content(der)).isEqualTo(content(pem)).isEqualTo(der(file));
      assertThat(pem.digest()).isPresent().isEqualTo(der.digest());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048-pkcs1.pem,rsa-2048.pem",
    "ec-256-sec1.pem,ec-256.pem",
    "ec-384-sec1.pem,ec-384.pem",
    "ec-521-sec1.pem,ec-521.pem",
  })
  void privateKey_olderEncoding_becomesPkcs8(String older, String pkcs8) {
    try (Material read = privateKey(older)) {
      assertThat(content(read)).isEqualTo(der(pkcs8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048,RSA,2048",
    "ec-256,EC,256",
    "ec-384,EC,384",
    "ec-521,EC,521",
    "ed25519,ED25519,256",
  })
  void publicKey_pemDerOrDerived_isTheSameMaterial(String name, Algorithm algorithm, int bits) {
    String file = name + "-public.pem";
    try (Material pem = publicKey(file);
        Material der = read(ObjectType.PUBLIC_KEY, algorithm, der(file));
        Material secret = privateKey(name + ".pem");
        Material derived = MaterialReader.publicKeyOf(secret)) {
      assertThat(pem.algorithm()).isEqualTo(algorithm);
      assertThat(pem.bits()).isEqualTo(bits);
      assertThat(content(pem))
          .isEqualTo(der(file))
          .isEqualTo(content(der))
          .isEqualTo(content(derived));
      assertThat(derived.type()).isEqualTo(ObjectType.PUBLIC_KEY);
      assertThat(derived.digest()).isEqualTo(pem.digest());
    }
  }

  @Test
  void publicKey_pkcs1_becomesSubjectPublicKeyInfo() {
    try (Material read = publicKey("rsa-2048-pkcs1-public.pem")) {
      assertThat(content(read)).isEqualTo(der("rsa-2048-public.pem"));
    }
  }

  @Test
  void publicKey_compressedPoint_becomesUncompressed() {
    try (Material read = publicKey("ec-256-compressed-public.pem")) {
      assertThat(content(read)).isEqualTo(der("ec-256-public.pem"));
    }
  }

  @Test
  void publicKeyOf_symmetricKey_isNotSupported() {
    Material key = read(ObjectType.SYMMETRIC_KEY, Algorithm.AES, counting(32));

    assertRefused(ErrorCode.OPERATION_NOT_SUPPORTED, () -> MaterialReader.publicKeyOf(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048.pem", "ec-256.pem", "ed25519.pem"})
  void privateKey_otherAlgorithmGiven_isRefused(String file) {
    for (Algorithm other : Algorithm.values()) {
      if (!other.isSymmetric() && other != privateKey(file).algorithm()) {
        assertRefused(
            ErrorCode.OBJECT_MATERIAL_INVALID,
            () -> read(ObjectType.PRIVATE_KEY, other, file(MaterialReaderTest.class, file)));
      }
    }
    assertRefused(
        ErrorCode.INPUT_INVALID,
        () -> read(ObjectType.PRIVATE_KEY, Algorithm.AES, file(MaterialReaderTest.class, file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ed25519-encrypted.pem",
        "rsa-2048-pkcs1-encrypted.pem",
        "rsa-2048-public.pem",
        "certificate.pem",
      })
  void privateKey_encryptedOrSomethingElse_isRefused(String file) {
    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> privateKey(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048.pem", "ec-256-sec1.pem", "certificate.pem"})
  void publicKey_somethingElse_isRefused(String file) {
    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> publicKey(file));
  }

  @Test
  void privateKey_twoInOnePem_isRefused() {
    byte[] one = file(MaterialReaderTest.class, "ed25519.pem");
    byte[] two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);

    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> read(ObjectType.PRIVATE_KEY, null, two));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rsa-2048.pem", "ec-256.pem", "ec-521.pem", "ed25519.pem", "ec-384-sec1.pem"})
  void privateKey_cutOffAnywhere_isRefused(String file) {
    byte[] der = der(file);
    for (int length = 1; length < der.length; length++) {
      byte[] head = Arrays.copyOf(der, length);
      assertRefused(
          ErrorCode.OBJECT_MATERIAL_INVALID, () -> read(ObjectType.PRIVATE_KEY, null, head));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048-public.pem", "ec-256-public.pem", "ed25519-public.pem"})
  void publicKey_cutOffAnywhere_isRefused(String file) {
    byte[] der = der(file);
    for (int length = 1; length < der.length; length++) {
      byte[] head = Arrays.copyOf(der, length);
      assertRefused(
          ErrorCode.OBJECT_MATERIAL_INVALID, () -> read(ObjectType.PUBLIC_KEY, null, head));
    }
  }

  @Test
  void privateKey_bytesAfterTheEnd_isRefused() {
    byte[] der = der("ed25519.pem");

    assertRefused(
        ErrorCode.OBJECT_MATERIAL_INVALID,
        () -> read(ObjectType.PRIVATE_KEY, null, Arrays.copyOf(der, der.length + 1)));
  }

  /** Each byte of a key changed: the outcome is coded, and what is taken is canonical. */
  @ParameterizedTest
  @ValueSource(strings = {"ec-256.pem", "ed25519.pem"})
  void privateKey_anyByteChanged_endsInACode(String file) {
    byte[] der = der(file);
    for (int i = 0; i < der.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= 0x41;
      try (Material read = read(ObjectType.PRIVATE_KEY, null, changed);
          Material again = read(ObjectType.PRIVATE_KEY, read.algorithm(), content(read))) {
        assertThat(content(again)).isEqualTo(content(read));
      } catch (VaultException e) {
        assertThat(e.code())
            .isIn(
                ErrorCode.OBJECT_MATERIAL_INVALID,
                ErrorCode.KEY_WEAK,
                ErrorCode.ALGORITHM_NOT_SUPPORTED);
      }
    }
  }

  @Test
  void privateKey_malformed_saysNothingOfTheContent() {
    byte[] text =
        "-----BEGIN PRIVATE KEY-----\nhunter2*\n-----END PRIVATE KEY-----"
            .getBytes(StandardCharsets.US_ASCII);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> read(ObjectType.PRIVATE_KEY, null, text))
        .withNoCause()
        .withMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @EnumSource
  void read_nothing_isRefused(ObjectType type) {
    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> read(type, null, new byte[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "SECRET_DATA,1048576",
    "OPAQUE_OBJECT,1048576",
    "PRIVATE_KEY,16384",
    "PUBLIC_KEY,16384",
    "SYMMETRIC_KEY,16384",
    "CERTIFICATE,65536",
  })
  void read_overTheLimit_isRefused(ObjectType type, int limit) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> read(type, null, counting(limit + 1)))
        .withMessageContaining("1 to " + limit);
  }

  @ParameterizedTest
  @EnumSource(names = {"SECRET_DATA", "OPAQUE_OBJECT"})
  void bytes_upToTheLimit_areKeptWithoutDigest(ObjectType type) {
    byte[] input = counting(1 << 20);

    try (Material read = read(type, null, input)) {
      assertThat(content(read)).isEqualTo(input);
      assertThat(read.bits()).isEqualTo(8 << 20);
      assertThat(read.algorithm()).isNull();
      assertThat(read.digest()).isEmpty();
    }
    assertRefused(ErrorCode.INPUT_INVALID, () -> read(type, Algorithm.AES, input));
  }

  @ParameterizedTest
  @CsvSource({
    "AES,16",
    "AES,24",
    "AES,32",
    "TRIPLE_DES,24",
    "CHACHA20,32",
    "HMAC_SHA256,32",
    "HMAC_SHA384,48",
    "HMAC_SHA512,64",
  })
  void symmetricKey_rightLength_isKeptWithDigest(Algorithm algorithm, int length) {
    try (Material read = read(ObjectType.SYMMETRIC_KEY, algorithm, counting(length))) {
      assertThat(content(read)).isEqualTo(counting(length));
      assertThat(read.bits()).isEqualTo(length * 8);
      assertThat(read.digest()).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"AES,15", "AES,33", "TRIPLE_DES,16", "CHACHA20,16", "HMAC_SHA256,31"})
  void symmetricKey_otherLength_isRefused(Algorithm algorithm, int length) {
    assertRefused(
        ErrorCode.OBJECT_MATERIAL_INVALID,
        () -> read(ObjectType.SYMMETRIC_KEY, algorithm, counting(length)));
  }

  @Test
  void symmetricKey_noAlgorithmOrOneOfPairs_isRefused() {
    assertRefused(
        ErrorCode.INPUT_MISSING, () -> read(ObjectType.SYMMETRIC_KEY, null, counting(32)));
    assertRefused(
        ErrorCode.INPUT_INVALID,
        () -> read(ObjectType.SYMMETRIC_KEY, Algorithm.ED25519, counting(32)));
  }

  @Test
  void close_material_zeroesItAndLeavesTheInput() {
    var input = SampleMaterials.sample("ed25519.pem");
    Material read = MaterialReader.read(ObjectType.PRIVATE_KEY, null, input);

    read.close();

    assertThat(read.content().isDestroyed()).isTrue();
    assertThat(input.isDestroyed()).isFalse();
    assertThat(read.toString()).isEqualTo("Material[PRIVATE_KEY ED25519 256]");
  }

  static byte[] counting(int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < length; i++) {
      bytes.write(i * 7 + 3);
    }
    return bytes.toByteArray();
  }
}

package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.material.SampleMaterials.content;

import java.security.SecureRandom;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGeneratorTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @CsvSource({
    "AES,128",
    "AES,192",
    "AES,256",
    "CHACHA20,256",
    "HMAC_SHA256,256",
    "HMAC_SHA384,384",
    "HMAC_SHA512,512",
  })
  void symmetric_allowed_isANewKey(Algorithm algorithm, int bits) {
    try (Material key = KeyGenerator.symmetric(algorithm, bits, RANDOM);
        Material other = KeyGenerator.symmetric(algorithm, bits, RANDOM)) {
      assertThat(key.type()).isEqualTo(ObjectType.SYMMETRIC_KEY);
      assertThat(key.algorithm()).isEqualTo(algorithm);
      assertThat(key.bits()).isEqualTo(bits).isEqualTo(key.content().size() * 8);
      assertThat(content(key)).isNotEqualTo(content(other));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RSA,2048",
    "EC,256",
    "EC,384",
    "EC,521",
    "ED25519,256",
  })
  void pair_allowed_isReadAgainAsTheSame(Algorithm algorithm, int bits) {
    try (KeyPairMaterial pair = KeyGenerator.pair(algorithm, bits, RANDOM);
        Material secret =
            MaterialReader.read(ObjectType.PRIVATE_KEY, algorithm, pair.privateKey().content());
        Material open =
            MaterialReader.read(ObjectType.PUBLIC_KEY, algorithm, pair.publicKey().content());
        Material derived = MaterialReader.publicKeyOf(secret)) {
      assertThat(secret.bits()).isEqualTo(bits).isEqualTo(open.bits());
      assertThat(content(secret)).isEqualTo(content(pair.privateKey()));
      assertThat(content(open)).isEqualTo(content(pair.publicKey())).isEqualTo(content(derived));
    }
  }

  @Test
  void close_pair_zeroesBoth() {
    KeyPairMaterial pair = KeyGenerator.pair(Algorithm.ED25519, 256, RANDOM);

    pair.close();

    assertThat(pair.privateKey().content().isDestroyed()).isTrue();
    assertThat(pair.publicKey().content().isDestroyed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"TRIPLE_DES,192", "AES,512", "RSA,2048", "CHACHA20,128"})
  void symmetric_otherAlgorithmOrLength_isRefused(Algorithm algorithm, int bits) {
    assertRefused(
        ErrorCode.ALGORITHM_NOT_SUPPORTED, () -> KeyGenerator.symmetric(algorithm, bits, RANDOM));
  }

  @ParameterizedTest
  @CsvSource({"AES,256", "RSA,1024", "RSA,8192", "EC,224", "ED25519,448"})
  void pair_otherAlgorithmOrLength_isRefused(Algorithm algorithm, int bits) {
    assertRefused(
        ErrorCode.ALGORITHM_NOT_SUPPORTED, () -> KeyGenerator.pair(algorithm, bits, RANDOM));
  }

  @Test
  void symmetric_brokenRandom_isRefused() {
    assertRefused(
        ErrorCode.KEY_WEAK,
        () -> KeyGenerator.symmetric(Algorithm.AES, 256, new ConstantRandom(7)));
  }

  @Test
  void symmetric_mixedRandom_isAKey() {
    try (SecretBytes seed = SecretBytes.random(MixedRandom.MIN_SEED_BYTES, RANDOM);
        Material key =
            KeyGenerator.symmetric(
                Algorithm.AES, 256, new MixedRandom(new ConstantRandom(0), seed))) {
      assertThat(key.bits()).isEqualTo(256);
    }
  }
}

package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;

class MixedRandomTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void nextBytes_bothSourcesConstant_areTheSame() {
    assertThat(bytes(new ConstantRandom(0), constantSeed(1), 100))
        .isEqualTo(bytes(new ConstantRandom(0), constantSeed(1), 100));
  }

  @Test
  void nextBytes_seedConstant_stillDiffer() {
    assertThat(bytes(RANDOM, constantSeed(1), 100))
        .isNotEqualTo(bytes(RANDOM, constantSeed(1), 100));
  }

  @Test
  void nextBytes_firstConstant_differWithTheSeed() {
    assertThat(bytes(new ConstantRandom(0), constantSeed(1), 100))
        .isNotEqualTo(bytes(new ConstantRandom(0), constantSeed(2), 100));
  }

  /** The exclusive or: what the first source gives shows in the result, bit by bit. */
  @Test
  void nextBytes_firstSourceInverted_isInverted() {
    byte[] zeros = bytes(new ConstantRandom(0), constantSeed(1), 100);
    byte[] ones = bytes(new ConstantRandom(0xff), constantSeed(1), 100);

    for (int i = 0; i < zeros.length; i++) {
      assertThat(zeros[i] ^ ones[i]).isEqualTo(-1);
    }
  }

  @Test
  void nextBytes_moreThanOneRequest_doesNotRepeat() {
    byte[] many = bytes(new ConstantRandom(0), constantSeed(1), 100_000);

    assertThat(Arrays.copyOfRange(many, 32_768, 32_868))
        .isNotEqualTo(Arrays.copyOf(many, 100))
        .isNotEqualTo(Arrays.copyOfRange(many, 65_536, 65_636));
    assertThat(new BigInteger(1, many).bitCount()).isBetween(395_000, 405_000);
  }

  @Test
  void nextBytes_twice_differ() {
    MixedRandom random = new MixedRandom(new ConstantRandom(0), constantSeed(1));
    byte[] first = new byte[32];
    byte[] second = new byte[32];

    random.nextBytes(first);
    random.nextBytes(second);

    assertThat(first).isNotEqualTo(second);
    assertThat(random.generateSeed(32)).hasSize(32).isNotEqualTo(second);
    assertThat(random.nextLong()).isNotEqualTo(random.nextLong());
    assertThat(random.getAlgorithm()).isEqualTo("Mixed");
  }

  @Test
  void setSeed_any_isNoHarm() {
    MixedRandom random = new MixedRandom(RANDOM, constantSeed(1));

    random.setSeed(new byte[8]);
    random.setSeed(0L);

    assertThat(random.nextLong()).isNotEqualTo(random.nextLong());
  }

  @Test
  void seed_tooShort_isRefused() {
    SecretBytes seed = SecretBytes.copyOf(new byte[47]);

    assertThatIllegalArgumentException().isThrownBy(() -> new MixedRandom(RANDOM, seed));
  }

  private static byte[] bytes(SecureRandom first, SecretBytes seed, int length) {
    byte[] bytes = new byte[length];
    new MixedRandom(first, seed).nextBytes(bytes);
    return bytes;
  }

  private static SecretBytes constantSeed(int value) {
    byte[] seed = new byte[48];
    Arrays.fill(seed, (byte) value);
    return SecretBytes.takeFrom(seed);
  }
}

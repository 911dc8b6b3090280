package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlgorithmTest {

  @ParameterizedTest
  @EnumSource
  void defaultBits_each_isAllowed(Algorithm algorithm) {
    assertThat(algorithm.allows(algorithm.defaultBits())).isTrue();
    assertThat(algorithm.allows(algorithm.defaultBits() + 1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"RSA,1024", "RSA,8192", "EC,224", "ED25519,255", "AES,512", "TRIPLE_DES,128"})
  void allows_otherLength_isFalse(Algorithm algorithm, int bits) {
    assertThat(algorithm.allows(bits)).isFalse();
  }

  @Test
  void isGenerated_onlyTripleDes_isNot() {
    assertThat(Algorithm.values())
        .filteredOn(algorithm -> !algorithm.isGenerated())
        .containsExactly(Algorithm.TRIPLE_DES);
  }

  @Test
  void isSymmetric_keyPairs_areNot() {
    assertThat(Algorithm.values())
        .filteredOn(algorithm -> !algorithm.isSymmetric())
        .containsExactly(Algorithm.RSA, Algorithm.EC, Algorithm.ED25519);
  }
}

package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;

import java.util.EnumSet;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @EnumSource
  void mask_each_roundTrips(Usage usage) {
    assertThat(Integer.bitCount(usage.bit())).isEqualTo(1);
    assertThat(Usage.fromMask(usage.bit())).containsExactly(usage);
    assertThat(Usage.parse(usage.name())).containsExactly(usage);
  }

  @Test
  void mask_allAndNone_roundTrip() {
    EnumSet<Usage> all = EnumSet.allOf(Usage.class);

    assertThat(Usage.fromMask(Usage.mask(all))).isEqualTo(all);
    assertThat(Usage.parse(Usage.text(all))).isEqualTo(all);
    assertThat(Usage.fromMask(0)).isEmpty();
    assertThat(Usage.parse(Usage.text(EnumSet.noneOf(Usage.class)))).isEmpty();
  }

  @Test
  void mask_kmipExample_isSumOfBits() {
    assertThat(Usage.mask(EnumSet.of(Usage.ENCRYPT, Usage.DECRYPT))).isEqualTo(0xC);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x40, 0x400, 0x200000, -1, Integer.MIN_VALUE})
  void fromMask_unknownBit_isRefused(int mask) {
    assertRefused(ErrorCode.INPUT_INVALID, () -> Usage.fromMask(mask));
  }

  @Test
  void text_two_areInOrderOfBits() {
    assertThat(Usage.text(EnumSet.of(Usage.DECRYPT, Usage.SIGN))).isEqualTo("SIGN,DECRYPT");
    assertThat(Usage.parse(" DECRYPT , SIGN ")).containsExactly(Usage.SIGN, Usage.DECRYPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign", "SIGN,", ",SIGN", "SIGN,,VERIFY", "FLY"})
  void parse_otherText_isRefused(String text) {
    assertRefused(ErrorCode.INPUT_INVALID, () -> Usage.parse(text));
  }

  @ParameterizedTest
  @EnumSource
  void defaults_each_areAllowedAndKeepWrapAndDecryptApart(ObjectType type) {
    for (Algorithm algorithm : Algorithm.values()) {
      EnumSet<Usage> defaults = Usage.defaults(type, algorithm);
      assertThat(Usage.allowed(type, algorithm)).containsAll(defaults);
      assertThat(defaults).doesNotContain(Usage.WRAP_KEY, Usage.UNWRAP_KEY);
    }
    assertThat(Usage.defaults(type, null)).isEmpty();
  }

  @Test
  void defaults_ofCommonKeys_areWhatTheyAreMadeFor() {
    assertThat(Usage.defaults(ObjectType.SYMMETRIC_KEY, Algorithm.AES))
        .containsExactly(Usage.ENCRYPT, Usage.DECRYPT);
    assertThat(Usage.defaults(ObjectType.SYMMETRIC_KEY, Algorithm.HMAC_SHA256))
        .containsExactly(Usage.MAC_GENERATE, Usage.MAC_VERIFY);
    assertThat(Usage.defaults(ObjectType.PRIVATE_KEY, Algorithm.EC))
        .containsExactly(Usage.SIGN, Usage.VERIFY);
    assertThat(Usage.defaults(ObjectType.PUBLIC_KEY, Algorithm.RSA))
        .containsExactly(Usage.VERIFY, Usage.ENCRYPT);
  }

  /** Whatever the vault can do with an object, its mask can be set to allow. */
  @ParameterizedTest
  @EnumSource
  void allowed_everyOfferedScheme_isCovered(KeyOperation operation) {
    for (ObjectType type : ObjectType.values()) {
      for (Algorithm algorithm : Algorithm.values()) {
        if (!Scheme.offered(operation, type, algorithm).isEmpty()) {
          assertThat(Usage.allowed(type, algorithm)).contains(operation.usage());
        }
      }
    }
  }
}

package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;

import java.util.Arrays;
import java.util.HexFormat;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {

  @ParameterizedTest
  @ValueSource(strings = {"3000", "3003020101", "30050401ff3000"})
  void requireSequence_wellFormed_isTheSame(String hex) {
    byte[] der = HexFormat.of().parseHex(hex);

    assertThat(Der.requireSequence(der)).isSameAs(der);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30", // no length
        "0400", // no sequence
        "300002", // bytes after the end
        "3001", // beyond the end
        "30800000", // indefinite length
        "308100", // not the shortest length
        "3082000102", // not the shortest length
        "3084000000020500", // length of four bytes
        "30021f00", // tag with a long number
        "3003020201", // inner value beyond the outer
        "300102", // inner value without length
        "30ff",
      })
  void requireSequence_malformed_isRefused(String hex) {
    assertRefused(
        ErrorCode.OBJECT_MATERIAL_INVALID, () -> Der.requireSequence(HexFormat.of().parseHex(hex)));
  }

  @Test
  void requireSequence_deeplyNested_isRefused() {
    byte[] nested = new byte[0];
    for (int depth = 0; depth < 60; depth++) {
      byte[] outer = new byte[nested.length + 2];
      outer[0] = 0x30;
      outer[1] = (byte) nested.length;
      System.arraycopy(nested, 0, outer, 2, nested.length);
      nested = outer;
    }
    byte[] tooDeep = nested;

    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> Der.requireSequence(tooDeep));
  }

  @Test
  void endOfSequence_secondOfTwo_isTheEnd() {
    byte[] two = HexFormat.of().parseHex("30003003020101");

    assertThat(Der.endOfSequence(two, 0)).isEqualTo(2);
    assertThat(Der.endOfSequence(two, 2)).isEqualTo(7);
  }

  @Test
  void requireSequence_everyHeadOfAKey_isRefused() {
    byte[] key = SampleMaterials.der("rsa-2048.pem");
    for (int length = 0; length < key.length; length++) {
      byte[] head = Arrays.copyOf(key, length);
      assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> Der.requireSequence(head));
    }
  }
}

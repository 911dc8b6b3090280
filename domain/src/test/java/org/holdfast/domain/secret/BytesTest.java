package org.holdfast.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void of_sourceAndResultChanged_staysAsItWas() {
    byte[] source = {1, 2};

    Bytes bytes = Bytes.of(source);
    source[0] = 9;
    bytes.toByteArray()[1] = 9;

    assertThat(bytes).isEqualTo(Bytes.of((byte) 1, (byte) 2));
  }

  @Test
  void fromHex_oddLength_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromHex("abc"));
  }

  @Test
  void toHex_fromHex_roundTrips() {
    assertThat(Bytes.fromHex("00FFa0").toHex()).isEqualTo("00ffa0");
  }
}

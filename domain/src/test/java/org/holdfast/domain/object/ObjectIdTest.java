package org.holdfast.domain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {

  private static final String TEXT = "01890a5d-ac96-774b-bcce-b302099a8057";

  @Test
  void parse_ownText_isEqual() {
    assertThat(ObjectId.parse(TEXT)).hasToString(TEXT);
    assertThat(ObjectId.parse(TEXT.toUpperCase(Locale.ROOT))).isEqualTo(ObjectId.parse(TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1-1-1-1-1",
        " " + TEXT,
        TEXT + "0",
        "01890a5dac96774bbcceb302099a8057",
        "../etc"
      })
  void parse_anythingElse_isAnUnknownObject(String text) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> ObjectId.parse(text))
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.OBJECT_UNKNOWN);
  }
}

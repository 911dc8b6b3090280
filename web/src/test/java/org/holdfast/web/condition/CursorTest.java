package org.holdfast.web.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final ObjectId LAST = ObjectId.parse("019aa5c0-7d4e-7000-8000-000000000001");

  @Test
  void parse_ofWhatWasMade_isTheObject() {
    assertThat(Cursor.parse(Cursor.after(LAST))).isEqualTo(LAST);
  }

  @Test
  void after_needsNoEscapingInAnAddress() {
    assertThat(Cursor.after(LAST)).isEqualTo("AQGapcB9TnAAgAAAAAAAAAE").matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "019aa5c0-7d4e-7000-8000-000000000001",
        "AgGapcB9TnAAgAAAAAAAAAE",
        "AQGapcB9TnAAgAAAAAAAAAF",
        "AQGapcB9TnAAgAAAAAAAAAE=",
        "AQGapcB9TnAAgAAAAAAAAAEA",
        "é"
      })
  void parse_ofAnythingElse_isRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.field()).isEqualTo("cursor"));
  }
}

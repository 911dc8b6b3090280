package org.holdfast.web.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.web.object.MaterialText.Encoding;
import org.junit.jupiter.api.Test;

class MaterialTextTest {

  @Test
  void decode_passesOverWhiteSpace() {
    assertThat(decode(" 00 ff\n1A ", Encoding.HEX)).containsExactly(0, -1, 26);
    assertThat(decode("AA\r\nEC", Encoding.BASE64)).containsExactly(0, 1, 2);
  }

  @Test
  void decode_ofAnythingElse_isRefusedAtTheField() {
    for (String text : new String[] {"0", "zz", "0é"}) {
      assertThatThrownBy(() -> decode(text, Encoding.HEX))
          .isInstanceOfSatisfying(
              VaultException.class, e -> assertThat(e.field()).isEqualTo("material"));
    }
    assertThatThrownBy(() -> decode("A*", Encoding.BASE64)).isInstanceOf(VaultException.class);
  }

  private static byte[] decode(String text, Encoding encoding) {
    try (SecretChars chars = SecretChars.copyOf(text.toCharArray());
        SecretBytes bytes = MaterialText.decode(chars, encoding)) {
      return bytes.toByteArray(SecretAccess.granted());
    }
  }
}

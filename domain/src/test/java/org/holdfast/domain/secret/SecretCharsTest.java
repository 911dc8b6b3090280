package org.holdfast.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretCharsTest {

  private static final SecretAccess ACCESS = SecretAccess.granted();

  @Test
  void copyOf_sourceChangedAfterwards_keepsFormerContent() {
    char[] source = "abc".toCharArray();

    SecretChars secret = SecretChars.copyOf(source);
    source[0] = 'x';

    assertThat(secret.toCharArray(ACCESS)).isEqualTo("abc".toCharArray());
  }

  @Test
  void takeFrom_source_isZeroed() {
    char[] source = "abc".toCharArray();

    SecretChars secret = SecretChars.takeFrom(source);

    assertThat(source).containsOnly('\0');
    assertThat(secret.toCharArray(ACCESS)).isEqualTo("abc".toCharArray());
  }

  @Test
  void toCharArray_resultChanged_leavesSecret() {
    SecretChars secret = SecretChars.copyOf("abc".toCharArray());

    secret.toCharArray(ACCESS)[0] = 'x';

    assertThat(secret.toCharArray(ACCESS)).isEqualTo("abc".toCharArray());
  }

  @Test
  void toUtf8_charactersBeyondAscii_areEncodedWhole() {
    String text = "p\u00E4ss \u20AC \uD83D\uDD11";

    SecretBytes utf8 = SecretChars.copyOf(text.toCharArray()).toUtf8(ACCESS);

    assertThat(utf8.toByteArray(ACCESS)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void close_secret_refusesContent() {
    SecretChars secret = SecretChars.copyOf("abc".toCharArray());

    secret.close();
    secret.close();

    assertThat(secret.isDestroyed()).isTrue();
    assertThat(secret.size()).isEqualTo(3);
    assertThatIllegalStateException().isThrownBy(() -> secret.toCharArray(ACCESS));
    assertThatIllegalStateException().isThrownBy(() -> secret.toUtf8(ACCESS));
    assertThatIllegalStateException().isThrownBy(secret::copy);
  }

  @Test
  void copy_originalClosed_staysUsable() {
    SecretChars secret = SecretChars.copyOf("abc".toCharArray());

    SecretChars copy = secret.copy();
    secret.close();

    assertThat(copy.toCharArray(ACCESS)).isEqualTo("abc".toCharArray());
  }

  @Test
  void contentEquals_comparesContent() {
    SecretChars secret = SecretChars.copyOf("abc".toCharArray());

    assertThat(secret.contentEquals(SecretChars.copyOf("abc".toCharArray()))).isTrue();
    assertThat(secret.contentEquals(SecretChars.copyOf("abd".toCharArray()))).isFalse();
    assertThat(secret.contentEquals(SecretChars.copyOf("ab".toCharArray()))).isFalse();
  }

  @Test
  void isEmpty_noCharacters_isTrue() {
    assertThat(SecretChars.copyOf(new char[0]).isEmpty()).isTrue();
    assertThat(SecretChars.copyOf("a".toCharArray()).isEmpty()).isFalse();
  }

  @Test
  void toString_secret_showsNoContent() {
    assertThat(SecretChars.copyOf("topsecret".toCharArray())).hasToString("SecretChars[not shown]");
  }
}

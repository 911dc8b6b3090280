package org.holdfast.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

  private static final SecretAccess ACCESS = SecretAccess.granted();

  @Test
  void copyOf_sourceChangedAfterwards_keepsFormerContent() {
    byte[] source = {1, 2, 3};

    SecretBytes secret = SecretBytes.copyOf(source);
    source[0] = 9;

    assertThat(secret.toByteArray(ACCESS)).containsExactly(1, 2, 3);
  }

  @Test
  void takeFrom_source_isZeroed() {
    byte[] source = {1, 2, 3};

    SecretBytes secret = SecretBytes.takeFrom(source);

    assertThat(source).containsOnly(0);
    assertThat(secret.toByteArray(ACCESS)).containsExactly(1, 2, 3);
  }

  @Test
  void toByteArray_resultChanged_leavesSecret() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});

    secret.toByteArray(ACCESS)[0] = 9;

    assertThat(secret.toByteArray(ACCESS)).containsExactly(1, 2, 3);
  }

  @Test
  void lend_afterReaderReturns_lentArrayIsZeroed() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    AtomicReference<byte[]> lent = new AtomicReference<>(new byte[0]);

    int sum =
        secret.lend(
            ACCESS,
            content -> {
              lent.set(content);
              return content[0] + content[1] + content[2];
            });

    assertThat(sum).isEqualTo(6);
    assertThat(lent.get()).hasSize(3).containsOnly(0);
    assertThat(secret.toByteArray(ACCESS)).containsExactly(1, 2, 3);
  }

  @Test
  void lend_readerThrows_lentArrayIsZeroed() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    AtomicReference<byte[]> lent = new AtomicReference<>(new byte[0]);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                secret.lend(
                    ACCESS,
                    content -> {
                      lent.set(content);
                      throw new IllegalStateException("reader failed");
                    }));

    assertThat(lent.get()).hasSize(3).containsOnly(0);
  }

  @Test
  void close_secret_refusesContent() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});

    secret.close();
    secret.close();

    assertThat(secret.isDestroyed()).isTrue();
    assertThat(secret.size()).isEqualTo(3);
    assertThatIllegalStateException().isThrownBy(() -> secret.toByteArray(ACCESS));
    assertThatIllegalStateException().isThrownBy(() -> secret.lend(ACCESS, content -> 0));
    assertThatIllegalStateException().isThrownBy(secret::copy);
  }

  @Test
  void copy_originalClosed_staysUsable() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});

    SecretBytes copy = secret.copy();
    secret.close();

    assertThat(copy.isDestroyed()).isFalse();
    assertThat(copy.toByteArray(ACCESS)).containsExactly(1, 2, 3);
  }

  @Test
  void contentEquals_sameContent_isTrue() {
    assertThat(SecretBytes.copyOf(new byte[] {1}).contentEquals(SecretBytes.copyOf(new byte[] {1})))
        .isTrue();
  }

  @Test
  void contentEquals_otherContentOrLength_isFalse() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2});

    assertThat(secret.contentEquals(SecretBytes.copyOf(new byte[] {1, 3}))).isFalse();
    assertThat(secret.contentEquals(SecretBytes.copyOf(new byte[] {1}))).isFalse();
  }

  @Test
  void random_size_isFilled() {
    SecureRandom random = new SecureRandom();

    assertThat(SecretBytes.random(32, random).contentEquals(SecretBytes.random(32, random)))
        .isFalse();
  }

  @Test
  void toString_secret_showsNoContent() {
    SecretBytes secret = SecretBytes.copyOf("topsecret".getBytes(StandardCharsets.US_ASCII));

    assertThat(secret).hasToString("SecretBytes[not shown]");
  }
}

package org.holdfast.domain.secret;

import java.nio.charset.StandardCharsets;

/** Secrets and bytes for tests, from text. */
public final class SampleSecrets {

  private SampleSecrets() {}

  /** What a person typed. */
  public static SecretChars typed(String text) {
    return SecretChars.takeFrom(text.toCharArray());
  }

  public static SecretBytes secret(String text) {
    return SecretBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  public static SecretBytes secretHex(String hex) {
    return SecretBytes.takeFrom(Bytes.fromHex(hex).toByteArray());
  }

  /** A key of 32 bytes that all have this value. */
  public static SecretBytes key(int value) {
    byte[] content = new byte[32];
    java.util.Arrays.fill(content, (byte) value);
    return SecretBytes.takeFrom(content);
  }

  public static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(Bytes bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  /** The secret in clear. */
  public static String text(SecretBytes secret) {
    return secret.lend(
        SecretAccess.granted(), content -> new String(content, StandardCharsets.UTF_8));
  }

  /** The secret in clear. */
  public static String text(SecretChars secret) {
    return new String(secret.toCharArray(SecretAccess.granted()));
  }

  /** The same bytes but for one bit of the byte at {@code index}. */
  public static Bytes flipped(Bytes bytes, int index) {
    byte[] changed = bytes.toByteArray();
    changed[index] ^= 1;
    return Bytes.of(changed);
  }
}

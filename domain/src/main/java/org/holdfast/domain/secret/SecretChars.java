package org.holdfast.domain.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Secret text that a person typed: a passphrase, a password, an HSM credential. As {@link
 * SecretBytes}.
 */
public final class SecretChars implements AutoCloseable {

  private final char[] content;
  private boolean destroyed;

  private SecretChars(char[] content) {
    this.content = content;
  }

  /** A secret with a copy of {@code source}, which stays as it is. */
  public static SecretChars copyOf(char[] source) {
    return new SecretChars(source.clone());
  }

  /** A secret with a copy of {@code source}, which is zeroed. */
  public static SecretChars takeFrom(char[] source) {
    SecretChars secret = copyOf(source);
    Arrays.fill(source, '\0');
    return secret;
  }

  /** Length in UTF-16 units; public knowledge. */
  public int size() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  public synchronized boolean isDestroyed() {
    return destroyed;
  }

  /**
   * A copy of the content, which the caller zeroes.
   *
   * @throws IllegalStateException if this secret was closed
   */
  public synchronized char[] toCharArray(SecretAccess access) {
    if (destroyed) {
      throw new IllegalStateException("The secret was closed");
    }
    return content.clone();
  }

  /**
   * The content in UTF-8, as an independent secret.
   *
   * @throws IllegalStateException if this secret was closed
   */
  public SecretBytes toUtf8(SecretAccess access) {
    char[] chars = toCharArray(access);
    ByteBuffer buffer = ByteBuffer.allocate(chars.length * 3);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(chars), buffer, true);
    byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
    Arrays.fill(chars, '\0');
    Arrays.fill(buffer.array(), (byte) 0);
    return SecretBytes.takeFrom(bytes);
  }

  /** An independent copy, to be closed on its own. */
  public SecretChars copy() {
    return new SecretChars(toCharArray(SecretAccess.granted()));
  }

  /** Compares in time that depends on the lengths alone. */
  public boolean contentEquals(SecretChars other) {
    try (SecretBytes mine = toUtf8(SecretAccess.granted());
        SecretBytes theirs = other.toUtf8(SecretAccess.granted())) {
      return mine.lend(
          SecretAccess.granted(),
          left -> theirs.lend(SecretAccess.granted(), right -> MessageDigest.isEqual(left, right)));
    }
  }

  /** Zeroes the content. May be called again. */
  @Override
  public synchronized void close() {
    Arrays.fill(content, '\0');
    destroyed = true;
  }

  @Override
  public String toString() {
    return "SecretChars[not shown]";
  }
}

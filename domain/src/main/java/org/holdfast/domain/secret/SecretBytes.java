package org.holdfast.domain.secret;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Secret bytes. The content is copied in, lent out and zeroed by {@link #close()}; it is never
 * printed, serialized or compared in variable time. Not guaranteed: that the virtual machine made
 * no other copy while moving the array.
 */
public final class SecretBytes implements AutoCloseable {

  /** Reads lent secret bytes; the array is zeroed when it returns. */
  @FunctionalInterface
  public interface Reader<
      T extends @org.jspecify.annotations.Nullable Object, E extends Exception> {
    T read(byte[] content) throws E;
  }

  private final byte[] content;
  private boolean destroyed;

  private SecretBytes(byte[] content) {
    this.content = content;
  }

  /** A secret with a copy of {@code source}, which stays as it is. */
  public static SecretBytes copyOf(byte[] source) {
    return new SecretBytes(source.clone());
  }

  /** A secret with a copy of {@code source}, which is zeroed. */
  public static SecretBytes takeFrom(byte[] source) {
    SecretBytes secret = copyOf(source);
    Arrays.fill(source, (byte) 0);
    return secret;
  }

  /** {@code size} bytes from {@code random}. */
  public static SecretBytes random(int size, SecureRandom random) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    return new SecretBytes(content);
  }

  /** Length in bytes; public knowledge. */
  public int size() {
    return content.length;
  }

  public synchronized boolean isDestroyed() {
    return destroyed;
  }

  /**
   * Lends a copy of the content to {@code reader} and zeroes that copy afterwards.
   *
   * @throws IllegalStateException if this secret was closed
   */
  public <T extends @org.jspecify.annotations.Nullable Object, E extends Exception> T lend(
      SecretAccess access, Reader<T, E> reader) throws E {
    byte[] copy = toByteArray(access);
    try {
      return reader.read(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /**
   * A copy of the content, which the caller zeroes.
   *
   * @throws IllegalStateException if this secret was closed
   */
  public synchronized byte[] toByteArray(SecretAccess access) {
    if (destroyed) {
      throw new IllegalStateException("The secret was closed");
    }
    return content.clone();
  }

  /** An independent copy, to be closed on its own. */
  public SecretBytes copy() {
    return new SecretBytes(toByteArray(SecretAccess.granted()));
  }

  /** Compares in time that depends on the lengths alone. */
  public boolean contentEquals(SecretBytes other) {
    return lend(
        SecretAccess.granted(),
        mine -> other.lend(SecretAccess.granted(), theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /** Zeroes the content. May be called again. */
  @Override
  public synchronized void close() {
    Arrays.fill(content, (byte) 0);
    destroyed = true;
  }

  @Override
  public String toString() {
    return "SecretBytes[not shown]";
  }
}

package org.holdfast.domain.secret;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes that are no secret (ciphertext, nonce, digest), with value equality. */
public final class Bytes {

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes of(byte... content) {
    return new Bytes(content.clone());
  }

  /**
   * @throws IllegalArgumentException if {@code hex} is not hexadecimal text of even length
   */
  public static Bytes fromHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  public byte[] toByteArray() {
    return content.clone();
  }

  /** Lower-case hexadecimal text. */
  public String toHex() {
    return HexFormat.of().formatHex(content);
  }

  public int size() {
    return content.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return toHex();
  }
}

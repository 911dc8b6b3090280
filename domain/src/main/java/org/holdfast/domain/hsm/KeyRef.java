package org.holdfast.domain.hsm;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.holdfast.domain.secret.Bytes;

/**
 * Names a Root of Trust key on a token: {@code CKA_ID} is the key number as four bytes, big-endian;
 * {@code CKA_LABEL} is {@link #ROOT_KEY_LABEL} (S100).
 *
 * @param number from 1
 */
public record KeyRef(int number) implements Comparable<KeyRef> {

  /** {@code CKA_LABEL} of each Root of Trust key. */
  public static final String ROOT_KEY_LABEL = "Holdfast HSM Root Key";

  /** {@code CKA_LABEL} of the data object that holds the highest key number given out. */
  public static final String KEY_NUMBER_LABEL = "Holdfast HSM Key Number";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  public KeyRef {
    if (number < 1) {
      throw new IllegalArgumentException("A key number starts at 1: " + number);
    }
  }

  /** The value of {@code CKA_ID}. */
  public Bytes id() {
    return Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  @Override
  public int compareTo(KeyRef other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return ROOT_KEY_LABEL + " 0x" + HEX.toHexDigits(number);
  }
}

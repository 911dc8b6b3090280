package org.holdfast.domain.material;

import java.security.SecureRandom;
import java.util.Arrays;

/** A source of randomness that is broken: it gives the same byte for ever. */
final class ConstantRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final byte value;

  ConstantRandom(int value) {
    this.value = (byte) value;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    Arrays.fill(bytes, value);
  }
}

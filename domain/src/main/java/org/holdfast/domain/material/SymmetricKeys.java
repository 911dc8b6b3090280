package org.holdfast.domain.material;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** What makes a symmetric key unfit: its length, or bytes that nobody would draw at random. */
final class SymmetricKeys {

  private static final int DES_KEY_BYTES = 8;

  /** Weak and semi-weak keys (NIST SP 800-67 Rev. 2), without their parity bits. */
  private static final List<byte[]> WEAK_DES_KEYS =
      List.of(
          withoutParity("0101010101010101"),
          withoutParity("fefefefefefefefe"),
          withoutParity("e0e0e0e0f1f1f1f1"),
          withoutParity("1f1f1f1f0e0e0e0e"),
          withoutParity("011f011f010e010e"),
          withoutParity("1f011f010e010e01"),
          withoutParity("01e001e001f101f1"),
          withoutParity("e001e001f101f101"),
          withoutParity("01fe01fe01fe01fe"),
          withoutParity("fe01fe01fe01fe01"),
          withoutParity("1fe01fe00ef10ef1"),
          withoutParity("e01fe01ff10ef10e"),
          withoutParity("1ffe1ffe0efe0efe"),
          withoutParity("fe1ffe1ffe0efe0e"),
          withoutParity("e0fee0fef1fef1fe"),
          withoutParity("fee0fee0fef1fef1"));

  private SymmetricKeys() {}

  /**
   * @throws VaultException OBJECT_MATERIAL_INVALID or KEY_WEAK
   */
  static void check(Algorithm algorithm, byte[] key) {
    if (!algorithm.allows(key.length * Byte.SIZE)) {
      throw new VaultException(
              ErrorCode.OBJECT_MATERIAL_INVALID,
              "a key for %s has %s bits, not %d"
                  .formatted(
                      algorithm.displayName(), algorithm.allowedBits(), key.length * Byte.SIZE))
          .atField("material");
    }
    if (Ed25519Keys.isOneByteRepeated(key)) {
      throw Refusal.weak("the key is one repeated byte");
    }
    if (algorithm == Algorithm.TRIPLE_DES) {
      checkTripleDes(key);
    }
  }

  private static void checkTripleDes(byte[] key) {
    byte[] bare = withoutParity(key);
    byte[][] parts = new byte[3][];
    try {
      for (int i = 0; i < parts.length; i++) {
        parts[i] = Arrays.copyOfRange(bare, i * DES_KEY_BYTES, (i + 1) * DES_KEY_BYTES);
      }
      if (Arrays.equals(parts[0], parts[1])
          || Arrays.equals(parts[1], parts[2])
          || Arrays.equals(parts[0], parts[2])) {
        throw Refusal.weak("two of the three parts of the 3DES key are equal");
      }
      for (byte[] part : parts) {
        if (WEAK_DES_KEYS.stream().anyMatch(weak -> Arrays.equals(weak, part))) {
          throw Refusal.weak("a part of the 3DES key is a weak DES key");
        }
      }
    } finally {
      Arrays.fill(bare, (byte) 0);
      for (byte[] part : parts) {
        if (part != null) {
          Arrays.fill(part, (byte) 0);
        }
      }
    }
  }

  private static byte[] withoutParity(String hex) {
    return withoutParity(HexFormat.of().parseHex(hex));
  }

  private static byte[] withoutParity(byte[] key) {
    byte[] bare = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      bare[i] = (byte) (key[i] & 0xfe);
    }
    return bare;
  }
}

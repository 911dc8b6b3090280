package org.holdfast.web.object;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/** Material as people paste it. */
final class MaterialText {

  /** How the text is to be read. */
  enum Encoding {
    BASE64,
    HEX
  }

  private MaterialText() {}

  /**
   * White space is passed over: material is often pasted from files with line ends.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code material}
   */
  static SecretBytes decode(SecretChars text, Encoding encoding) {
    char[] chars = text.toCharArray(SecretAccess.granted());
    byte[] dense = new byte[chars.length];
    try {
      int length = 0;
      for (char c : chars) {
        if (!Character.isWhitespace(c)) {
          dense[length++] = c < 128 ? (byte) c : 0;
        }
      }
      return SecretBytes.takeFrom(
          switch (encoding) {
            case BASE64 -> base64(dense, length);
            case HEX -> hex(dense, length);
          });
    } catch (IllegalArgumentException e) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "not " + encoding.name().toLowerCase(Locale.ROOT))
          .atField("material");
    } finally {
      Arrays.fill(chars, '\0');
      Arrays.fill(dense, (byte) 0);
    }
  }

  private static byte[] base64(byte[] dense, int length) {
    byte[] exact = Arrays.copyOf(dense, length);
    try {
      return Base64.getDecoder().decode(exact);
    } finally {
      Arrays.fill(exact, (byte) 0);
    }
  }

  private static byte[] hex(byte[] dense, int length) {
    if (length % 2 != 0) {
      throw new IllegalArgumentException("odd length");
    }
    byte[] bytes = new byte[length / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          (byte)
              (HexFormat.fromHexDigit(dense[2 * i]) << 4
                  | HexFormat.fromHexDigit(dense[2 * i + 1]));
    }
    return bytes;
  }
}

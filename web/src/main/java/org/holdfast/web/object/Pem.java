package org.holdfast.web.object;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;

/** Text around DER (RFC 7468), written as bytes: a private key never becomes a String. */
final class Pem {

  private static final int LINE = 64;
  private static final int BYTE = 0xff;

  /** The longest length in one byte; above, its bits count the bytes of the length. */
  private static final int SHORT_LENGTH = 0x7f;

  private Pem() {}

  /**
   * What the text calls such an object.
   *
   * @throws VaultException {@link ErrorCode#OPERATION_NOT_SUPPORTED}
   */
  static String label(ObjectType type) {
    return switch (type) {
      case PRIVATE_KEY -> "PRIVATE KEY";
      case PUBLIC_KEY -> "PUBLIC KEY";
      case CERTIFICATE -> "CERTIFICATE";
      case SYMMETRIC_KEY, SECRET_DATA, OPAQUE_OBJECT ->
          throw new VaultException(
              ErrorCode.OPERATION_NOT_SUPPORTED,
              "private keys, public keys and certificates have a PEM form");
    };
  }

  /** Writes {@code der}, which stays the caller's; of a chain each certificate by itself. */
  static void write(OutputStream out, ObjectType type, byte[] der) throws IOException {
    int from = 0;
    while (from < der.length) {
      int end = type == ObjectType.CERTIFICATE ? endOfElement(der, from) : der.length;
      byte[] element = Arrays.copyOfRange(der, from, end);
      try {
        writeOne(out, type, element);
      } finally {
        Arrays.fill(element, (byte) 0);
      }
      from = end;
    }
  }

  private static void writeOne(OutputStream out, ObjectType type, byte[] der) throws IOException {
    byte[] lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(der);
    try {
      out.write(ascii("-----BEGIN " + label(type) + "-----\n"));
      out.write(lines);
      out.write(ascii("\n-----END " + label(type) + "-----\n"));
    } finally {
      Arrays.fill(lines, (byte) 0);
    }
  }

  /**
   * Where the element that begins there ends (X.690, 8.1.3). What is kept was read before, so
   * anything else than a definite length does not come here; it would be taken up to the end.
   */
  private static int endOfElement(byte[] der, int from) {
    int at = from + 1;
    if (at >= der.length) {
      return der.length;
    }
    int length = der[at++] & BYTE;
    if (length > SHORT_LENGTH) {
      int more = length & SHORT_LENGTH;
      length = 0;
      for (int i = 0; i < more && at < der.length && length <= der.length; i++) {
        length = (length << Byte.SIZE) | (der[at++] & BYTE);
      }
    }
    return length > der.length - at ? der.length : at + length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

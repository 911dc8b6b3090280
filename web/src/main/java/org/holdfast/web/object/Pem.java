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

  /** Writes {@code der}, which stays the caller's. */
  static void write(OutputStream out, ObjectType type, byte[] der) throws IOException {
    byte[] lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(der);
    try {
      out.write(ascii("-----BEGIN " + label(type) + "-----\n"));
      out.write(lines);
      out.write(ascii("\n-----END " + label(type) + "-----\n"));
    } finally {
      Arrays.fill(lines, (byte) 0);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

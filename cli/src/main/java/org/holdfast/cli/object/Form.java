package org.holdfast.cli.object;

import java.util.Base64;
import java.util.HexFormat;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/** The form in which material is given out. */
enum Form {
  /** The bytes themselves. */
  RAW("application/octet-stream"),
  /** RFC 4648, section 4, without line ends. */
  BASE64("application/octet-stream"),
  /** Two lower-case digits for each byte. */
  HEX("application/octet-stream"),
  /** RFC 7468, for asymmetric keys and certificates. */
  PEM("application/x-pem-file");

  private final String mediaType;

  Form(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What the vault is asked for. */
  String mediaType() {
    return mediaType;
  }

  /** What it sent in this form; closes that, and is for the caller to close. */
  SecretBytes of(SecretBytes sent) {
    if (this == RAW || this == PEM) {
      return sent;
    }
    try (sent) {
      return sent.lend(
          SecretAccess.granted(),
          content ->
              SecretBytes.takeFrom(
                  this == HEX ? hex(content) : Base64.getEncoder().encode(content)));
    }
  }

  private static byte[] hex(byte[] content) {
    HexFormat digits = HexFormat.of();
    byte[] hex = new byte[2 * content.length];
    for (int i = 0; i < content.length; i++) {
      hex[2 * i] = (byte) digits.toLowHexDigit(content[i] >> 4);
      hex[2 * i + 1] = (byte) digits.toLowHexDigit(content[i]);
    }
    return hex;
  }
}

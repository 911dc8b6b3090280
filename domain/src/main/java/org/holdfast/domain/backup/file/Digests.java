package org.holdfast.domain.backup.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as it grows. */
final class Digests {

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  /** The digest of what has come so far; more may follow. */
  static byte[] soFar(MessageDigest digest) {
    try {
      return ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 cannot be taken on the way", e);
    }
  }
}

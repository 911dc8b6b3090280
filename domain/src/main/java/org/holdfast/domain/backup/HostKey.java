package org.holdfast.domain.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.holdfast.domain.secret.Bytes;

/**
 * The public key by which an SSH server is known again: pinned when a destination is made.
 *
 * @param algorithm such as {@code ssh-ed25519}
 * @param encoded as it goes over the wire (RFC 4253, 6.6)
 */
public record HostKey(String algorithm, Bytes encoded) {

  /** As {@code ssh-keygen -l} prints it: {@code SHA256:} and Base64 without padding. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded.toByteArray());
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}

package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.holdfast.domain.secret.LentKey;

/** AES key wrap with padding (RFC 5649; NIST SP 800-38F, 6.3, calls it KWP). */
final class KeyWrap {

  private KeyWrap() {}

  static byte[] run(int mode, Material key, byte[] input) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
    try (LentKey lent = new LentKey("AES", key.content())) {
      cipher.init(mode, lent);
      return cipher.doFinal(input);
    }
  }
}

package org.holdfast.domain.material;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.LentKey;

/** HMAC (RFC 2104, FIPS 198-1), at its full length. */
final class Macs {

  private Macs() {}

  static byte[] generate(Material key, Scheme scheme, Bytes message)
      throws GeneralSecurityException {
    Mac mac =
        Mac.getInstance(
            switch (scheme) {
              case HMAC_SHA256 -> "HmacSHA256";
              case HMAC_SHA384 -> "HmacSHA384";
              case HMAC_SHA512 -> "HmacSHA512";
              default -> throw new IllegalStateException("No MAC: " + scheme);
            });
    try (LentKey lent = new LentKey(mac.getAlgorithm(), key.content())) {
      mac.init(lent);
      return mac.doFinal(message.toByteArray());
    }
  }
}

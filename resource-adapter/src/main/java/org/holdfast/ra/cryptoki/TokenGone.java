package org.holdfast.ra.cryptoki;

import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/**
 * The token is in no slot, or does not answer for itself any more. Libraries report that in many
 * ways, some not at all (a search that just finds nothing), so the adapter looks for itself and
 * says it in one way.
 */
final class TokenGone extends PKCS11Exception {

  private static final long serialVersionUID = 1L;

  TokenGone(TokenId token, @Nullable PKCS11Exception sign) {
    super(
        Ckr.TOKEN_NOT_PRESENT.code(),
        "token " + token.label() + (sign == null ? " is in no slot" : " does not answer"));
    if (sign != null) {
      initCause(sign);
    }
  }

  /** What the library said, if it said anything. */
  @Nullable String ckr() {
    return getCause() instanceof PKCS11Exception sign ? Ckr.of(sign).name() : null;
  }
}

package org.holdfast.ra.cryptoki;

import org.xipki.pkcs11.wrapper.TokenInfo;

/**
 * Tells a token from others of the same library. The slot number does not: it may change whenever
 * the library is initialized. A credential is kept for this, so that it is never sent to another
 * token that took over the label.
 */
record TokenId(String label, String serial) {

  static TokenId of(TokenInfo info) {
    return new TokenId(info.getLabel().strip(), info.getSerialNumber().strip());
  }
}

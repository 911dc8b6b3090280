package org.holdfast.ejb.rootoftrust;

import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the HSM saw.
 *
 * @param key null if the check did not come so far, or the key is not the Root of Trust's
 */
public record HsmObservation(
    RootOfTrust rootOfTrust, TokenFacts token, @Nullable RootKeyFacts key) {

  /** What an alert calls the token. */
  String subject() {
    String label = rootOfTrust.tokenLabel();
    return label == null ? "token " + rootOfTrust.tokenSerial() : "token " + label;
  }
}

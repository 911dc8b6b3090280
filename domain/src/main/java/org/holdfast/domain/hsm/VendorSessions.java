package org.holdfast.domain.hsm;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a vendor's tokens bear of sessions (B12).
 *
 * @param most how many sessions this process may have on one token, the one that holds the login
 *     among them: 2 or more; empty if there is no limit
 * @param keepAlive after how long without a call on the token one is made, so that neither the HSM
 *     nor a firewall drops the connection; empty if none is needed
 */
public record VendorSessions(OptionalInt most, Optional<Duration> keepAlive) {

  /** No limit, and no call but those that are needed. */
  public static final VendorSessions UNLIMITED =
      new VendorSessions(OptionalInt.empty(), Optional.empty());
}

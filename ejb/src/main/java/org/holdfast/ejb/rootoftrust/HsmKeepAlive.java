package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.ejb.node.SystemMessages;

/**
 * Makes a call on the token where the vendor pack says that it must not be silent for long (B12): a
 * random byte, which no client library answers by itself. It never logs in, so it can lock nothing.
 */
@ApplicationScoped
class HsmKeepAlive {

  /** How soon another Root of Trust, or the first, is noticed. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmConnectionFactory hsm;
  @Inject private HsmWallet hsmWallet;
  @Inject private Clock clock;

  private Instant next = Instant.EPOCH;

  /** Calls if it is time to. */
  synchronized void turn() {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(LOOK_AGAIN);
      if (transactions.load() instanceof RootOfTrustState.HsmProtected inForce) {
        next = now.plus(call(inForce.rootOfTrust()));
      }
    }
  }

  private Duration call(RootOfTrust rootOfTrust) {
    HsmTarget target = hsmWallet.target(rootOfTrust);
    Duration interval = target.vendor().sessions().keepAlive().orElse(null);
    if (interval == null) {
      return LOOK_AGAIN;
    }
    try (HsmConnection connection = hsm.getConnection(target)) {
      connection.random(1).close();
    } catch (HsmException e) {
      // What is wrong is for the next check to find and say.
      SystemMessages.LOG.debugf("No keep-alive call: %s", e.getMessage());
    }
    return interval;
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * Checks the HSM (S80, S81): the token and the Root of Trust key are there, the key is the same
 * one, the wallet password decrypts and opens the wallet, and the files are as the last operation
 * left them. A change of the outcome is logged and audited.
 */
@ApplicationScoped
class HsmMonitor {

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmConnectionFactory hsm;
  @Inject private HsmWallet hsmWallet;
  @Inject private VaultHome home;
  @Inject private Clock clock;

  private volatile @Nullable HsmHealth health;
  private volatile @Nullable HsmObservation observation;
  private volatile boolean withoutHsm;

  /** What the last check found; empty before the first. */
  Optional<HsmHealth> health() {
    return Optional.ofNullable(health);
  }

  /** What token and key were like at the last check; empty before the first. */
  Optional<HsmObservation> observation() {
    return Optional.ofNullable(observation);
  }

  /** Whether HSM mode was not in force at the last check. */
  boolean isWithoutHsm() {
    return withoutHsm;
  }

  /** Checks now, if HSM mode is in force. */
  void check() {
    RootOfTrustState state = transactions.load();
    if (!(state instanceof RootOfTrustState.HsmProtected inForce)) {
      health = null;
      observation = null;
      withoutHsm = true;
      return;
    }
    withoutHsm = false;
    try {
      check(inForce.rootOfTrust());
      found(null);
    } catch (HsmException e) {
      if (e instanceof HsmLoginRefused) {
        transactions.saveCredentialRefused();
      }
      found(HsmWallet.ofStoredCredential(e));
    } catch (RuntimeException e) {
      found(Failures.toVaultException(e));
    }
  }

  private void check(RootOfTrust rootOfTrust) throws HsmException {
    checkFiles();
    TokenFacts token = hsm.inspect(hsmWallet.target(rootOfTrust));
    observation = new HsmObservation(rootOfTrust, token, null);
    try (HsmConnection connection = hsmWallet.connect(rootOfTrust)) {
      RootKeyFacts key = HsmWallet.requireKey(connection, rootOfTrust);
      observation = new HsmObservation(rootOfTrust, token, key);
      hsmWallet.open(connection).close();
    }
  }

  private void checkFiles() {
    for (Map.Entry<HomeFile, Bytes> expected : transactions.digests().entrySet()) {
      HomeFile file = expected.getKey();
      // An operator may edit this one (S101).
      if (file != HomeFile.SECURITY_CONF
          && !VaultHome.digest(home.require(file)).equals(expected.getValue())) {
        throw new VaultException(ErrorCode.WALLET_UNREADABLE, file.path() + " was changed");
      }
    }
  }

  /** Takes note of an outcome: null is good. */
  synchronized void found(@Nullable VaultException cause) {
    HsmHealth before = health;
    HsmHealth now;
    if (cause == null) {
      now = HsmHealth.good(before, clock.instant());
    } else {
      String message = cause.getMessage();
      now = HsmHealth.bad(before, cause.code(), message == null ? "" : message, clock.instant());
    }
    health = now;
    if (before == null ? !now.up() : before.up() != now.up()) {
      announce(now);
    }
  }

  /** Forgets what was found: another Root of Trust, or none, is in force. */
  void reset() {
    health = null;
    observation = null;
  }

  private void announce(HsmHealth now) {
    ErrorCode cause = now.cause();
    String detail = now.detail() == null ? "" : now.detail();
    if (cause == null) {
      SystemMessages.LOG.hsmUp();
      record(
          AuditEvent.succeeded(
              AuditEvent.SYSTEM, AuditOperation.CHECK_HSM, null, "the HSM is back"));
    } else {
      SystemMessages.LOG.hsmDown(cause.id(), detail);
      record(AuditEvent.failed(AuditEvent.SYSTEM, AuditOperation.CHECK_HSM, null, cause, detail));
    }
  }

  private void record(AuditEvent event) {
    try {
      transactions.audit(event);
    } catch (RuntimeException e) {
      // With the database away too, the log has the message; the state shown stays right.
      SystemMessages.LOG.periodicTaskFailed(e);
    }
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.node.PeriodicTask;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/**
 * Checks each Root of Trust (S80, S81): the token and the key are there, the key is the same one,
 * the wallet password decrypts and opens the wallet, and the files are as the last operation left
 * them. While an administrator keeps the vault closed, the wallet is left alone. A change of the
 * outcome is logged and audited.
 */
@ApplicationScoped
class HsmMonitor {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmConnectionFactory hsm;
  @Inject private HsmWallet hsmWallet;
  @Inject private RootAccess access;
  @Inject private VaultHome home;
  @Inject private Vault vault;
  @Inject private Clock clock;

  private final HsmFindings findings =
      new HsmFindings(() -> clock.instant(), PATIENCE, this::announce);

  /** What is known: operations tell it what they change. */
  HsmFindings findings() {
    return findings;
  }

  /**
   * Checks now, if HSM mode is in force.
   *
   * @return false if operations changed what was being looked at: nothing was noted then
   */
  boolean check() {
    return findings.note(this::look);
  }

  private List<HsmFindings.Seen> look() {
    Optional<RootsOfTrust> roots = transactions.load().rootsInForce();
    if (roots.isEmpty()) {
      return List.of();
    }
    VaultException files = checkFiles();
    return roots.get().inOrder().stream()
        .map(root -> files == null ? look(root) : new HsmFindings.Seen(root.name(), null, files))
        .toList();
  }

  private HsmFindings.Seen look(NamedRoot root) {
    HsmObservation[] seen = {null};
    try {
      TokenFacts token = hsm.inspect(hsmWallet.target(root.root()));
      seen[0] = new HsmObservation(root.root(), token, null);
      access.one(
          root,
          (connection, key) -> {
            seen[0] = new HsmObservation(key, token, HsmWallet.requireKey(connection, key));
            if (!vault.isLocked()) {
              hsmWallet.open(connection, key).close();
            }
            return true;
          });
      return new HsmFindings.Seen(root.name(), seen[0], null);
    } catch (HsmException e) {
      return new HsmFindings.Seen(root.name(), seen[0], HsmWallet.ofStoredCredential(e));
    } catch (RuntimeException e) {
      return new HsmFindings.Seen(root.name(), seen[0], Failures.toVaultException(e));
    }
  }

  private @Nullable VaultException checkFiles() {
    try {
      for (Map.Entry<HomeFile, Bytes> expected : transactions.digests().entrySet()) {
        HomeFile file = expected.getKey();
        // An operator may edit this one (S101).
        if (file != HomeFile.SECURITY_CONF
            && !VaultHome.digest(home.require(file)).equals(expected.getValue())) {
          return new VaultException(ErrorCode.WALLET_UNREADABLE, file.path() + " was changed");
        }
      }
      return null;
    } catch (RuntimeException e) {
      return Failures.toVaultException(e);
    }
  }

  private void announce(String root, HsmHealth now) {
    ErrorCode cause = now.cause();
    // With one Root of Trust its name says nothing.
    String name = root.isEmpty() ? "" : root + ": ";
    String detail = name + now.words();
    if (cause == null) {
      SystemMessages.LOG.hsmUp();
      record(
          AuditEvent.succeeded(
              AuditEvent.SYSTEM, AuditOperation.CHECK_HSM, null, name + "the HSM is back"));
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
      PeriodicTask.failed(e);
    }
  }
}

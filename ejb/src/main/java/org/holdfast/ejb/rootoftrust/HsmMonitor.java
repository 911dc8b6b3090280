package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.holdfast.domain.rootoftrust.RootOfTrustState;
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

  @Inject private RootOfTrustTransactions transactions;
  @Inject private HsmConnectionFactory hsm;
  @Inject private HsmWallet hsmWallet;
  @Inject private RootAccess access;
  @Inject private VaultHome home;
  @Inject private Vault vault;
  @Inject private Clock clock;

  /** By name, in order of priority. */
  private volatile Map<String, HsmHealth> health = Map.of();

  /** By name; what was seen of those that could be looked at. */
  private volatile Map<String, HsmObservation> observations = Map.of();

  private volatile boolean withoutHsm;

  /** What the last check found, all in all; empty before the first. */
  Optional<HsmHealth> health() {
    Map<String, HsmHealth> now = health;
    Optional<Map.Entry<String, HsmHealth>> down =
        now.entrySet().stream().filter(one -> !one.getValue().up()).findFirst();
    if (down.isEmpty() || now.size() == 1) {
      return now.values().stream().max(Comparator.comparing(HsmHealth::since));
    }
    String which =
        now.entrySet().stream()
            .filter(one -> !one.getValue().up())
            .map(one -> one.getKey() + ": " + detail(one.getValue()))
            .collect(Collectors.joining("; "));
    return down.map(Map.Entry::getValue).map(first -> first.withDetail(which));
  }

  /** What the last check found of each Root of Trust in force, in order of priority. */
  List<RootHealth> roots() {
    List<RootHealth> roots = new ArrayList<>();
    health.forEach((name, one) -> roots.add(new RootHealth(name, roots.isEmpty(), one)));
    return roots;
  }

  /** What each token and key was like at the last check, as far as they could be looked at. */
  List<HsmObservation> observations() {
    return List.copyOf(observations.values());
  }

  /** Whether HSM mode was not in force at the last check. */
  boolean isWithoutHsm() {
    return withoutHsm;
  }

  /** Checks now, if HSM mode is in force. */
  void check() {
    RootOfTrustState state = transactions.load();
    if (!(state instanceof RootOfTrustState.HsmProtected inForce)) {
      reset();
      withoutHsm = true;
      return;
    }
    withoutHsm = false;
    RootsOfTrust roots = inForce.roots();
    keep(roots);
    VaultException files = checkFiles();
    for (NamedRoot root : roots.inOrder()) {
      found(root.name(), files == null ? check(root) : files);
    }
  }

  private @Nullable VaultException check(NamedRoot root) {
    try {
      TokenFacts token = hsm.inspect(hsmWallet.target(root.root()));
      observed(root, new HsmObservation(root.root(), token, null));
      access.one(
          root,
          (connection, key) -> {
            observed(root, new HsmObservation(key, token, HsmWallet.requireKey(connection, key)));
            if (!vault.isLocked()) {
              hsmWallet.open(connection, key).close();
            }
            return true;
          });
      return null;
    } catch (HsmException e) {
      return HsmWallet.ofStoredCredential(e);
    } catch (RuntimeException e) {
      return Failures.toVaultException(e);
    }
  }

  private synchronized void observed(NamedRoot root, HsmObservation seen) {
    Map<String, HsmObservation> changed = new LinkedHashMap<>(observations);
    changed.put(root.name(), seen);
    observations = Collections.unmodifiableMap(changed);
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

  /** Takes note of an outcome for one Root of Trust: null is good. */
  synchronized void found(String root, @Nullable VaultException cause) {
    HsmHealth before = health.get(root);
    HsmHealth now;
    if (cause == null) {
      now = HsmHealth.good(before, clock.instant());
    } else {
      String message = cause.getMessage();
      now = HsmHealth.bad(before, cause.code(), message == null ? "" : message, clock.instant());
    }
    Map<String, HsmHealth> changed = new LinkedHashMap<>(health);
    changed.put(root, now);
    health = Collections.unmodifiableMap(changed);
    if (before == null ? !now.up() : before.up() != now.up()) {
      announce(root, now);
    }
  }

  /** Forgets what was found: another Root of Trust, or none, is in force. */
  synchronized void reset() {
    health = Map.of();
    observations = Map.of();
  }

  /** Forgets what was found of others than these, and takes over their order. */
  synchronized void keep(RootsOfTrust roots) {
    Map<String, HsmHealth> kept = new LinkedHashMap<>();
    for (String name : roots.names()) {
      HsmHealth known = health.get(name);
      if (known != null) {
        kept.put(name, known);
      }
    }
    health = Collections.unmodifiableMap(kept);
    Map<String, HsmObservation> seen = new LinkedHashMap<>(observations);
    seen.keySet().retainAll(roots.names());
    observations = Collections.unmodifiableMap(seen);
  }

  /** The same Root of Trust has another name. */
  synchronized void renamed(String former, String name) {
    Map<String, HsmHealth> changed = new LinkedHashMap<>(health);
    HsmHealth known = changed.remove(former);
    if (known != null) {
      changed.put(name, known);
    }
    health = Collections.unmodifiableMap(changed);
    observations = Map.of();
  }

  private void announce(String root, HsmHealth now) {
    ErrorCode cause = now.cause();
    // With one Root of Trust its name says nothing.
    String name = health.size() > 1 ? root + ": " : "";
    String detail = name + detail(now);
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

  private static String detail(HsmHealth health) {
    String detail = health.detail();
    return detail == null ? "" : detail;
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

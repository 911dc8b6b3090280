package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.ClosuresInForce;
import org.holdfast.domain.rootoftrust.VaultClosure;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.node.SystemMessages;

/**
 * Keeps the vault closed after an administrator closed it: in memory at once, in the database for
 * the next start. The lock in memory comes first and is released last, so that nothing opens the
 * vault between.
 */
@ApplicationScoped
class ClosedVault {

  /**
   * What is to be opened again.
   *
   * @param closures in force when it was looked
   * @param locks of the vault before that
   */
  record Seen(List<VaultClosure> closures, long locks) {

    Seen {
      closures = List.copyOf(closures);
    }
  }

  @Inject private Vault vault;
  @Inject private ClosureTransactions transactions;

  /** Closures that are in force here, and not in the database yet. */
  private final Queue<VaultClosure> unrecorded = new ConcurrentLinkedQueue<>();

  private final ClosuresInForce known = new ClosuresInForce();

  /**
   * Closes the vault, then records it.
   *
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED_ALREADY}: an administrator has closed it
   *     before, and nothing is changed; {@link ErrorCode#CLOSURE_NOT_RECORDED}: it is closed all
   *     the same
   */
  void close(VaultClosure closure) {
    Optional<VaultClosure> before = known.close(closure, vault.isLocked());
    if (before.isEmpty()) {
      lock(closure);
    }
    record();
    before.ifPresent(
        inForce -> {
          throw refused(closure, inForce);
        });
  }

  private void lock(VaultClosure closure) {
    unrecorded.add(closure);
    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, closure.describe());
    SystemMessages.LOG.vaultClosed(
        ErrorCode.CLOSED_BY_ADMINISTRATOR.id(),
        closure.describe(),
        ErrorCode.CLOSED_BY_ADMINISTRATOR.cure());
  }

  private void record() {
    try {
      recordLeft();
    } catch (RuntimeException e) {
      VaultException cause = Failures.toVaultException(e);
      throw new VaultException(ErrorCode.CLOSURE_NOT_RECORDED, cause.code().title(), e);
    }
  }

  private VaultException refused(VaultClosure wanted, VaultClosure inForce) {
    VaultException refusal =
        new VaultException(ErrorCode.VAULT_CLOSED_ALREADY, inForce.describeSince());
    try {
      transactions.refused(wanted, refusal);
    } catch (RuntimeException e) {
      // That it is closed is to be said also while the database is away.
      refusal.addSuppressed(e);
    }
    return refusal;
  }

  /** Puts what is in force here alone in the database. */
  synchronized void recordLeft() {
    for (VaultClosure left = unrecorded.peek(); left != null; left = unrecorded.peek()) {
      transactions.close(left);
      unrecorded.remove();
    }
  }

  /** Whether an administrator has closed the vault; if so, nothing opens it from now on. */
  boolean isInForce() {
    long locks = vault.locks();
    Set<UUID> before = known.known();
    recordLeft();
    List<VaultClosure> closures = transactions.inForce();
    known.found(before, closures);
    if (closures.isEmpty()) {
      return !vault.release(locks);
    }
    if (!vault.isLocked()) {
      vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, closures.get(closures.size() - 1).describe());
    }
    return true;
  }

  /** Open vault begins: who closes the vault from now on has the last word. */
  void openingBegins() {
    known.openingBegins();
  }

  /** Open vault is over, whatever became of it. */
  void openingEnds() {
    known.openingEnds();
  }

  /** What Open vault has to end. */
  Seen seen() {
    long locks = vault.locks();
    recordLeft();
    return new Seen(transactions.inForce(), locks);
  }

  /** Part of the commit of Open vault. */
  void end(Seen seen, String by) {
    transactions.end(seen.closures(), by);
  }

  /** After that commit: the vault may be opened, unless somebody has closed it meanwhile. */
  void release(Seen seen) {
    known.ended(seen.closures());
    vault.release(seen.locks());
  }

  /** Who closed the vault; empty if no administrator did. Asks nobody. */
  Optional<VaultClosure> current() {
    return vault.isLocked() ? known.first() : Optional.empty();
  }
}

package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.VaultClosure;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

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

  private volatile @Nullable VaultClosure newest;

  /**
   * Closes the vault, then records it.
   *
   * @throws VaultException {@link ErrorCode#CLOSURE_NOT_RECORDED}: it is closed all the same
   */
  void close(VaultClosure closure) {
    unrecorded.add(closure);
    newest = closure;
    vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, closure.describe());
    SystemMessages.LOG.vaultClosed(
        ErrorCode.CLOSED_BY_ADMINISTRATOR.id(),
        closure.describe(),
        ErrorCode.CLOSED_BY_ADMINISTRATOR.cure());
    try {
      recordLeft();
    } catch (RuntimeException e) {
      VaultException cause = Failures.toVaultException(e);
      throw new VaultException(ErrorCode.CLOSURE_NOT_RECORDED, cause.code().title(), e);
    }
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
    recordLeft();
    List<VaultClosure> closures = transactions.inForce();
    if (closures.isEmpty()) {
      newest = null;
      return !vault.release(locks);
    }
    newest = closures.get(0);
    if (!vault.isLocked()) {
      vault.lock(ErrorCode.CLOSED_BY_ADMINISTRATOR, closures.get(0).describe());
    }
    return true;
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
    if (vault.release(seen.locks())) {
      newest = null;
    }
  }

  /** Who closed the vault last; empty if no administrator did. Asks nobody. */
  Optional<VaultClosure> current() {
    return vault.isLocked() ? Optional.ofNullable(newest) : Optional.empty();
  }
}

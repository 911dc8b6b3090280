package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.object.HsmHolder;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.rootoftrust.ledger.Ledger;
import org.holdfast.domain.rootoftrust.ledger.LedgerBook;
import org.holdfast.domain.rootoftrust.ledger.LedgerFacts.Generation;
import org.holdfast.domain.rootoftrust.ledger.LedgerRepository;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.domain.wallet.WrappedWalletPassword;
import org.holdfast.domain.wallet.WrappedWalletPassword.UnderHsm;
import org.holdfast.ejb.node.VaultConfig;
import org.jspecify.annotations.Nullable;

/** Reads the ledger: which keys there are, and what needs them (B9). Asks the HSM nothing. */
@ApplicationScoped
class LedgerReader {

  @Inject private RootOfTrustTransactions transactions;
  @Inject private LedgerRepository ledger;
  @Inject private VaultHome home;
  @Inject private Vault vault;
  @Inject private VaultConfig config;
  @Inject private Clock clock;

  /**
   * The ledger now. Which keys are in force is read first: what needs one that is not can only
   * become less.
   */
  Ledger read() {
    RootsOfTrust roots = inForce(transactions.load());
    List<Generation> generations = generations();
    UUID active = generations.isEmpty() ? null : generations.get(generations.size() - 1).id();
    LedgerBook book =
        new LedgerBook(ledger.count(active, holders(roots)), config.keyRest(), clock.instant());
    return new Ledger(
        book.rootKeys(roots, ledger.former(), ledger.orphans(), opensTheWallet()),
        book.masterKeys(generations),
        !generations.isEmpty());
  }

  /** Oldest first; none while the vault is closed. */
  private List<Generation> generations() {
    try {
      return vault.with(
          ring ->
              ring.generations().stream()
                  .map(key -> new Generation(key.id(), key.generation()))
                  .toList());
    } catch (VaultException e) {
      if (e.code() == ErrorCode.VAULT_CLOSED) {
        return List.of();
      }
      throw e;
    }
  }

  /** Whether this node's own files hold the wallet password under a key. */
  private Predicate<HsmHolder> opensTheWallet() {
    Bytes file = home.read(HomeFile.HSM_WALLET_PASSWORD).orElse(null);
    if (file != null && WrappedWalletPassword.decode(file) instanceof UnderHsm underHsm) {
      return key -> underHsm.find(key.key(), key.checkValue()).isPresent();
    }
    return key -> false;
  }

  private static Set<HsmHolder> holders(@Nullable RootsOfTrust roots) {
    return roots == null
        ? Set.of()
        : roots.inOrder().stream()
            .map(root -> new HsmHolder(root.root().key(), root.root().checkValue()))
            .collect(Collectors.toSet());
  }

  private static @Nullable RootsOfTrust inForce(RootOfTrustState state) {
    if (state instanceof RootOfTrustState.HsmProtected hsm) {
      return hsm.roots();
    }
    if (state instanceof RootOfTrustState.Restoring restoring) {
      return restoring.before();
    }
    return state instanceof RootOfTrustState.ReverseMigrating migrating ? migrating.roots() : null;
  }
}

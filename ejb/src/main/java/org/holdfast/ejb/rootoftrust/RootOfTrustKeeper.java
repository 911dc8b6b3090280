package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.jspecify.annotations.Nullable;

/** What the vault does about its Root of Trust by itself, without an administrator. */
@ApplicationScoped
public class RootOfTrustKeeper {

  @Inject private RootOfTrustReconciler reconciler;
  @Inject private VaultOpener opener;
  @Inject private HsmMonitor monitor;
  @Inject private RootOfTrustTransactions transactions;

  private volatile @Nullable String lastState;

  /** Finishes or undoes what was interrupted, and opens the vault with what came of it. */
  public void settleInterrupted() {
    if (reconciler.settle()) {
      monitor.reset();
      opener.openAnew();
    }
    reconciler.letIn();
  }

  /** Opens the vault if it is closed; a failure is its cause. */
  public void open() {
    opener.openIfClosed();
  }

  /** Checks the HSM if HSM mode is in force. */
  public void check() {
    monitor.check();
  }

  /** What the last check found, in a word that differs when that does. */
  public String lastOutcome() {
    return monitor.health().map(health -> "since " + health.since()).orElse("unknown");
  }

  /** Whether the HSM was good at the last check; empty without HSM mode, or before the first. */
  public Optional<Boolean> isHsmUp() {
    return monitor.health().map(HsmHealth::up);
  }

  /** Name of the Root of Trust state now. */
  public Optional<String> stateName() {
    lastState = transactions.load().name();
    return Optional.of(lastState);
  }

  /** Name of the state when it was last asked for; empty if it was not since the start. */
  public Optional<String> lastStateName() {
    return Optional.ofNullable(lastState);
  }

  /** Whether a state's name says that the vault is installed. */
  public static boolean isInstalled(String stateName) {
    return !RootOfTrustState.NotInstalled.NAME.equals(stateName);
  }
}

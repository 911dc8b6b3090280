package org.holdfast.ejb.rootoftrust;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.ejb.node.PeriodicTask;
import org.jspecify.annotations.Nullable;

/** What the vault does about its Root of Trust by itself, without an administrator. */
@ApplicationScoped
public class RootOfTrustKeeper {

  @Inject private RootOfTrustReconciler reconciler;
  @Inject private VaultOpener opener;
  @Inject private HsmMonitor monitor;
  @Inject private RootOfTrustTransactions transactions;
  @Inject private VendorHooks hooks;
  @Inject private HsmKeepAlive keepAlive;

  @Resource private ManagedExecutorService executor;

  private final AtomicBoolean checking = new AtomicBoolean();
  private volatile boolean checkOwed;
  private volatile @Nullable String lastState;

  /** Finishes or undoes what was interrupted, and opens the vault with what came of it. */
  public void settleInterrupted() {
    if (reconciler.settle()) {
      opener.openAnew();
    }
    reconciler.letIn();
    // Not before the vault is open: they may take their time.
    hooks.runOwed();
  }

  /** Opens the vault if it is closed; a failure is its cause. */
  public void open() {
    opener.openIfClosed();
  }

  /**
   * Has the HSM checked if HSM mode is in force. Returns at once: an HSM that is slow to answer
   * must not keep backups, re-wrapping and the rest of the vault's work waiting. One check at a
   * time; a turn that comes while one is under way is left out.
   */
  public void check() {
    if (!checking.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::checkNow);
    } catch (RejectedExecutionException e) {
      checking.set(false);
      throw e;
    }
  }

  private void checkNow() {
    try {
      checkOwed = !monitor.check();
    } catch (RuntimeException e) {
      PeriodicTask.failed(e);
    } finally {
      checking.set(false);
    }
  }

  /** Whether the last check came to nothing, as operations changed what it looked at. */
  public boolean isCheckOwed() {
    return checkOwed;
  }

  /** Makes the call on the token that keeps the connection to it alive, if it is time to. */
  public void keepAlive() {
    keepAlive.turn();
  }

  /** What the last check found, in a word that differs when that does. */
  public String lastOutcome() {
    return monitor.findings().overall().map(health -> "since " + health.since()).orElse("unknown");
  }

  /** Whether the HSM was good at the last check; empty without HSM mode, or before the first. */
  public Optional<Boolean> isHsmUp() {
    return monitor.findings().overall().map(HsmHealth::up);
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

package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.hsm.PinState;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;

/**
 * What endangers the HSM credential: wrong attempts that the token has counted (B3), and a stored
 * credential that was refused, which must be set before the next restart (S22).
 */
@ApplicationScoped
class HsmCredentialAlerts implements AlertSource {

  @Inject private HsmMonitor monitor;
  @Inject private RootOfTrustTransactions transactions;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.HSM_CREDENTIAL);
  }

  @Override
  public boolean needsDatabase() {
    return true;
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    if (monitor.findings().isWithoutHsm()) {
      return Optional.of(List.of());
    }
    if (monitor.findings().overall().isEmpty()) {
      return Optional.empty();
    }
    List<Finding> found = new ArrayList<>();
    monitor.findings().observations().forEach(seen -> addAttempts(found, seen));
    if (transactions.load() instanceof RootOfTrustState.HsmProtected inForce) {
      inForce.roots().inOrder().stream()
          .filter(root -> transactions.credentialRefused(root.root().address()))
          .forEach(root -> found.add(refused(inForce.roots(), root)));
    }
    return Optional.of(found);
  }

  private static Finding refused(RootsOfTrust roots, NamedRoot root) {
    String which = roots.size() == 1 ? "" : " of " + root.name();
    return new Finding(
        AlertKind.HSM_CREDENTIAL,
        Severity.CRITICAL,
        "stored credential" + which,
        ErrorCode.CREDENTIAL_REFUSED_BEFORE,
        "set it before this server restarts: until then this HSM does not open the vault again");
  }

  private static void addAttempts(List<Finding> found, HsmObservation seen) {
    PinState state = seen.token().pinState();
    if (state != PinState.OK) {
      found.add(
          new Finding(
              AlertKind.HSM_CREDENTIAL,
              state == PinState.COUNT_LOW ? Severity.WARNING : Severity.CRITICAL,
              seen.subject(),
              state == PinState.LOCKED
                  ? ErrorCode.CREDENTIAL_LOCKED
                  : ErrorCode.CREDENTIAL_ATTEMPTS,
              switch (state) {
                case OK, COUNT_LOW -> "at least one since the last good one";
                case FINAL_TRY -> "one more locks it";
                case LOCKED -> "locked";
              }));
    }
  }
}

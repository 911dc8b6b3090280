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
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.node.PoolFigures;

/** What the last check of the HSM found (S80, S81), and how many sessions are left. */
@ApplicationScoped
class HsmAlerts implements AlertSource {

  private static final String SUBJECT = "Root of Trust";

  @Inject private HsmMonitor monitor;
  @Inject private PoolFigures pools;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.HSM, AlertKind.HSM_SESSIONS);
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    if (monitor.findings().isWithoutHsm()) {
      return Optional.of(List.of());
    }
    List<RootHealth> roots = monitor.findings().roots();
    return roots.isEmpty() ? Optional.empty() : Optional.of(findings(roots, settings));
  }

  private List<Finding> findings(List<RootHealth> roots, AlertSettings settings) {
    List<Finding> found = new ArrayList<>();
    for (RootHealth root : roots) {
      ErrorCode cause = root.health().cause();
      if (cause != null) {
        // With one Root of Trust its name says nothing.
        String subject = roots.size() == 1 ? SUBJECT : SUBJECT + " " + root.name();
        found.add(Finding.of(AlertKind.HSM, subject, cause, root.health().detailOrNothing()));
      }
    }
    for (HsmObservation seen : monitor.findings().observations()) {
      seen.token().sessions().free().stream()
          .filter(free -> free < settings.freeSessions())
          .forEach(free -> found.add(few(seen.subject(), free, "of the token")));
    }
    pools.hsm().stream()
        .mapToLong(PoolFigures.Pool::free)
        .filter(free -> free < settings.freeSessions())
        .forEach(free -> found.add(few("pool", free, "of the pool")));
    return found;
  }

  private static Finding few(String subject, long free, String whose) {
    return Finding.of(
        AlertKind.HSM_SESSIONS,
        subject,
        ErrorCode.HSM_SESSIONS_LOW,
        "%d free sessions %s".formatted(free, whose));
  }
}

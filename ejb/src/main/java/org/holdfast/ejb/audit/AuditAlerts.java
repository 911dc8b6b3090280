package org.holdfast.ejb.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.error.VaultException;

/** What is wrong with the audit trail (B11), as far as it was looked at. */
@ApplicationScoped
class AuditAlerts implements AlertSource {

  private static final String SUBJECT = "audit trail";

  @Inject private AuditHealth health;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.AUDIT);
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    return Optional.of(health.finding().stream().map(AuditAlerts::finding).toList());
  }

  private static Finding finding(VaultException cause) {
    return Finding.of(
        AlertKind.AUDIT, SUBJECT, cause.code(), Objects.requireNonNullElse(cause.detail(), ""));
  }
}

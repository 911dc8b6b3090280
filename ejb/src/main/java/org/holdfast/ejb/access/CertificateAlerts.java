package org.holdfast.ejb.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.error.ErrorCode;

/** Whether a certificate of the vault's own ends soon, or has ended. */
@ApplicationScoped
class CertificateAlerts implements AlertSource {

  @Inject private VaultCertificates certificates;
  @Inject private Clock clock;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.CERTIFICATE);
  }

  @Override
  public boolean needsDatabase() {
    return true;
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    Instant now = clock.instant();
    Instant soon = now.plus(Duration.ofDays(settings.certificateDays()));
    return Optional.of(
        certificates.all().entrySet().stream()
            .filter(certificate -> certificate.getValue().isBefore(soon))
            .map(certificate -> finding(certificate.getKey(), certificate.getValue(), now))
            .toList());
  }

  private static Finding finding(String name, Instant end, Instant now) {
    boolean ended = end.isBefore(now);
    return new Finding(
        AlertKind.CERTIFICATE,
        ended ? Severity.CRITICAL : Severity.WARNING,
        name,
        ErrorCode.CERTIFICATE_ENDS,
        (ended ? "ended " : "ends ") + end);
  }
}

package org.holdfast.ejb.alert;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.AlertBook;
import org.holdfast.domain.alert.AlertQuery;
import org.holdfast.domain.alert.AlertRepository;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** The transactions of alerts and their settings, each with its audit record. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class AlertTransactions {

  @Inject private AlertRepository alerts;
  @Inject private AuditTrail audit;

  public List<Alert> open() {
    return alerts.open();
  }

  public Page<Alert> query(AlertQuery query, PageRequest page) {
    return alerts.query(query, page);
  }

  /**
   * @throws VaultException {@link ErrorCode#ALERT_UNKNOWN}
   */
  public Alert require(UUID id) {
    return alerts
        .find(id)
        .orElseThrow(() -> new VaultException(ErrorCode.ALERT_UNKNOWN, id.toString()));
  }

  /** Stores what became of conditions, oldest first. */
  public void store(List<AlertBook.Change> changes) {
    for (AlertBook.Change change : changes) {
      Alert alert = change.alert();
      switch (change.event()) {
        case RAISED -> {
          alerts.add(alert);
          audit.append(event(alert, AuditOutcome.STARTED));
        }
        case CHANGED -> alerts.update(alert);
        case CLEARED -> {
          alerts.update(alert);
          audit.append(event(alert, AuditOutcome.SUCCEEDED));
        }
      }
    }
  }

  /** A condition begins, or is over. */
  private static AuditEvent event(Alert alert, AuditOutcome outcome) {
    Finding finding = alert.finding();
    return new AuditEvent(
        AuditEvent.SYSTEM,
        AuditOperation.ALERT,
        outcome,
        alert.id(),
        finding.code(),
        "%s, %s: %s".formatted(finding.kind().displayName(), finding.subject(), finding.detail()));
  }

  /**
   * @throws VaultException {@link ErrorCode#ALERT_STATE}, {@link ErrorCode#ALERT_UNKNOWN}
   */
  public Alert acknowledge(UUID id, Alert.Acknowledgement acknowledgement) {
    Alert alert = require(id);
    if (!alerts.acknowledge(id, acknowledgement)) {
      throw new VaultException(ErrorCode.ALERT_STATE, alert.state().name());
    }
    audit.append(
        AuditEvent.succeeded(
            acknowledgement.by(),
            AuditOperation.ACKNOWLEDGE_ALERT,
            id,
            "%s, %s: %s"
                .formatted(
                    alert.finding().kind().displayName(),
                    alert.finding().subject(),
                    acknowledgement.note())));
    return require(id);
  }

  public Optional<AlertSettings> settings() {
    return alerts.settings();
  }

  /**
   * @throws VaultException {@link ErrorCode#REVISION_STALE}
   */
  public void save(AlertSettings settings, UUID seen, AuditEvent event) {
    if (!alerts.save(settings, seen)) {
      throw new VaultException(ErrorCode.REVISION_STALE);
    }
    audit.append(event);
  }
}

package org.holdfast.ejb.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.AlertBook;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.syslog.SyslogMessage;
import org.holdfast.domain.syslog.SyslogOutbox;
import org.holdfast.ejb.mail.Mail;
import org.holdfast.ejb.mail.MailOutbox;

/** Tells log, mail and syslog, once, that an alert was raised or is over. */
@ApplicationScoped
class AlertTeller {

  private static final String MESSAGE_ID = "ALERT";

  @Inject private MailOutbox mail;
  @Inject private Instance<SyslogOutbox> syslog;
  @Inject private Clock clock;

  void tell(AlertBook.Change change, AlertSettings settings) {
    boolean raised = change.event() == AlertBook.Event.RAISED;
    Alert alert = change.alert();
    log(raised, alert.finding());
    if (!settings.receivers().isEmpty() && alert.finding().kind() != AlertKind.MAIL) {
      mail.offer(
          new Mail(
              settings.receivers(),
              AlertText.subject(raised, alert),
              AlertText.body(raised, alert),
              clock.instant()));
    }
    if (syslog.isResolvable()) {
      syslog.get().offer(message(raised, alert));
    }
  }

  private static void log(boolean raised, Finding finding) {
    String kind = finding.kind().displayName();
    String cause =
        finding.code().title() + (finding.detail().isEmpty() ? "" : ": " + finding.detail());
    if (raised) {
      AlertMessages.LOG.raised(
          kind, finding.subject(), finding.code().id(), cause, finding.code().cure());
    } else {
      AlertMessages.LOG.cleared(kind, finding.subject(), finding.code().id(), cause);
    }
  }

  private SyslogMessage message(boolean raised, Alert alert) {
    Finding finding = alert.finding();
    SyslogMessage.Severity severity =
        finding.severity() == Severity.CRITICAL
            ? SyslogMessage.Severity.CRITICAL
            : SyslogMessage.Severity.WARNING;
    return new SyslogMessage(
        raised ? severity : SyslogMessage.Severity.NOTICE,
        clock.instant(),
        MESSAGE_ID,
        Map.of(
            "id", alert.id().toString(),
            "state", raised ? "raised" : "cleared",
            "kind", finding.kind().name(),
            "subject", finding.subject(),
            "code", finding.code().id()),
        AlertText.subject(raised, alert) + ". " + finding.detail());
  }
}

package org.holdfast.ejb.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;

/** Whether mail can be sent. */
@ApplicationScoped
class MailAlerts implements AlertSource {

  @Inject private MailOutbox outbox;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.MAIL);
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    return Optional.of(
        outbox.failure().stream()
            .map(cause -> Finding.of(AlertKind.MAIL, "mail server", cause))
            .toList());
  }
}

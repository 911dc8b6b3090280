package org.holdfast.ejb.mail;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.alert.AlertRepository;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.mail.MailRepository;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** The transactions of the mail server's settings; none is open while it is spoken to. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class MailTransactions {

  @Inject private MailRepository mail;
  @Inject private AlertRepository alerts;
  @Inject private AuditTrail audit;

  /** What is stored: settings, and the password in its sealed form. */
  public record Stored(@Nullable MailSettings settings, @Nullable Bytes sealed) {}

  /** Reads it. */
  public Stored read() {
    return new Stored(mail.find().orElse(null), mail.sealedPassword().orElse(null));
  }

  /** Who gets mail about alerts. */
  public List<String> receivers() {
    return alerts.settings().map(AlertSettings::receivers).orElse(List.of());
  }

  /**
   * @throws VaultException {@link ErrorCode#REVISION_STALE}
   */
  public void save(MailSettings settings, @Nullable Bytes sealed, UUID seen, AuditEvent event) {
    if (!mail.save(settings, sealed, seen)) {
      throw new VaultException(ErrorCode.REVISION_STALE);
    }
    audit.append(event);
  }

  /** Records what was done without a change of the settings. */
  public void audit(AuditEvent event) {
    audit.append(event);
  }
}

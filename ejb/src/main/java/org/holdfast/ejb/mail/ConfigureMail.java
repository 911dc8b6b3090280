package org.holdfast.ejb.mail;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.mail.MailAddress;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** System Configuration, Mail: the server that mail about alerts goes through. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConfigureMail {

  @Resource private SessionContext context;
  @Inject private MailTransactions transactions;
  @Inject private MailAccount account;
  @Inject private MailOutbox outbox;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** Empty if none is configured. */
  public Optional<MailSettings> current() {
    account.refresh();
    return account.settings();
  }

  /**
   * Configures the server.
   *
   * @param settings its revision is not looked at
   * @param given the password; null keeps the one that is there, if server and user stay the same
   * @param seen revision that the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field; {@link
   *     ErrorCode#INPUT_MISSING} at {@code password} if there is a user and no password for it;
   *     {@link ErrorCode#REVISION_STALE}
   */
  public MailSettings save(
      MailSettings settings, @Nullable SecretChars given, @Nullable UUID seen) {
    settings.checked();
    SmtpSender.requireAuthority(settings.authority());
    MailTransactions.Stored before = transactions.read();
    MailSettings there = before.settings();
    MailSettings fresh =
        new MailSettings(
            Uuid7.next(random),
            settings.host(),
            settings.port(),
            settings.security(),
            settings.user(),
            settings.sender(),
            settings.authority());
    UUID revision = seen != null ? seen : there == null ? MailSettings.NONE : there.revision();
    transactions.save(
        fresh,
        sealed(fresh, given, there, before.sealed()),
        revision,
        AuditEvent.succeeded(
            context.getCallerPrincipal().getName(),
            AuditOperation.CONFIGURE_MAIL,
            null,
            "%s:%d, %s, from %s"
                .formatted(fresh.host(), fresh.port(), fresh.security(), fresh.sender())));
    account.refresh();
    outbox.retry();
    return fresh;
  }

  private @Nullable Bytes sealed(
      MailSettings fresh,
      @Nullable SecretChars given,
      @Nullable MailSettings there,
      @Nullable Bytes sealed) {
    if (fresh.user() == null) {
      return null;
    }
    if (given != null && !given.isEmpty()) {
      return account.seal(given);
    }
    // The one that is there goes to the server and user that it was typed for, and nowhere else.
    if (sealed == null || there == null || !there.isSameAccount(fresh)) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the password").atField("password");
    }
    return sealed;
  }

  /**
   * Sends a test mail now, and waits for the server's answer.
   *
   * @param receiver null for the receivers of alerts
   * @throws VaultException {@link ErrorCode#MAIL_NOT_CONFIGURED}, {@link
   *     ErrorCode#MAIL_UNREACHABLE}, {@link ErrorCode#MAIL_NOT_TRUSTED}, {@link
   *     ErrorCode#MAIL_SIGN_IN_REFUSED}, {@link ErrorCode#MAIL_NOT_TAKEN}
   */
  public void test(@Nullable String receiver) {
    if (receiver != null) {
      MailAddress.require(receiver, "receiver");
    }
    account.refresh();
    List<String> receivers = receiver == null ? transactions.receivers() : List.of(receiver);
    String actor = context.getCallerPrincipal().getName();
    try {
      MailSettings settings =
          account
              .settings()
              .filter(known -> !receivers.isEmpty())
              .orElseThrow(() -> new VaultException(ErrorCode.MAIL_NOT_CONFIGURED));
      try (SecretChars stored = account.stored()) {
        SmtpSender.send(
            settings,
            stored,
            new Mail(
                receivers,
                "[Holdfast] Test mail",
                "This is a test, asked for by " + actor + ". Alerts will come this way.\n",
                clock.instant()));
      }
    } catch (VaultException e) {
      transactions.audit(
          AuditEvent.failed(
              actor, AuditOperation.TEST_MAIL, null, e.code(), String.valueOf(e.detail())));
      throw e;
    }
    transactions.audit(
        AuditEvent.succeeded(
            actor, AuditOperation.TEST_MAIL, null, "to " + String.join(", ", receivers)));
  }
}

package org.holdfast.ejb.alert;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.jspecify.annotations.Nullable;

/** System Configuration, Configure Alerts (S80). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConfigureAlerts {

  @Resource private SessionContext context;
  @Inject private AlertTransactions transactions;
  @Inject private MonitoringSettings settings;
  @Inject private SecureRandom random;

  /** Those in force. */
  public AlertSettings current() {
    return settings.refresh();
  }

  /**
   * Changes all of them.
   *
   * @param wanted its revision is not looked at
   * @param seen revision that the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field; {@link
   *     ErrorCode#REVISION_STALE}
   */
  public AlertSettings save(AlertSettings wanted, @Nullable UUID seen) {
    AlertSettings fresh = wanted.checked().at(Uuid7.next(random));
    transactions.save(
        fresh,
        seen == null ? current().revision() : seen,
        AuditEvent.succeeded(
            context.getCallerPrincipal().getName(),
            AuditOperation.CONFIGURE_ALERTS,
            null,
            "every %d s; certificates %d days, disk %d percent, backup %d hours, sessions %d;"
                .concat(" off: %s; receivers: %s")
                .formatted(
                    fresh.interval().toSeconds(),
                    fresh.certificateDays(),
                    fresh.diskPercent(),
                    fresh.backupHours(),
                    fresh.freeSessions(),
                    listed(fresh.off().stream().map(AlertKind::name).sorted()),
                    listed(fresh.receivers().stream()))));
    return settings.refresh();
  }

  private static String listed(Stream<String> names) {
    String list = names.collect(Collectors.joining(", "));
    return list.isEmpty() ? "none" : list;
  }
}

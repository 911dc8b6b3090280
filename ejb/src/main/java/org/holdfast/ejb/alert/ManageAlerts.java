package org.holdfast.ejb.alert;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.alert.Alert;
import org.holdfast.domain.alert.AlertQuery;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;

/** Reads alerts and acknowledges them. */
@Stateless
@RolesAllowed({Role.Names.SYSTEM_ADMINISTRATOR, Role.Names.AUDIT_MANAGER})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManageAlerts {

  private static final int MAX_NOTE = 1_000;

  @Resource private SessionContext context;
  @Inject private AlertTransactions transactions;
  @Inject private Monitoring monitoring;
  @Inject private Clock clock;

  /** Newest first. */
  public Page<Alert> list(AlertQuery query, PageRequest page) {
    return transactions.query(query, page);
  }

  /**
   * @throws VaultException {@link ErrorCode#ALERT_UNKNOWN}
   */
  public Alert find(UUID id) {
    return transactions.require(id);
  }

  /** This node's alerts that last, the oldest first; asks no database. */
  public List<Alert> open() {
    return monitoring.open();
  }

  /**
   * Says that somebody sees to it.
   *
   * @param note up to 1,000 characters; may be empty
   * @throws VaultException {@link ErrorCode#ALERT_UNKNOWN}; {@link ErrorCode#ALERT_STATE} if it is
   *     over or acknowledged already; {@link ErrorCode#INPUT_INVALID} at {@code note}
   */
  @RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
  public Alert acknowledge(UUID id, String note) {
    if (note.length() > MAX_NOTE) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "at most " + MAX_NOTE + " characters")
          .atField("note");
    }
    Alert acknowledged =
        transactions.acknowledge(
            id,
            new Alert.Acknowledgement(
                context.getCallerPrincipal().getName(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                note.strip()));
    monitoring.refresh();
    return acknowledged;
  }
}

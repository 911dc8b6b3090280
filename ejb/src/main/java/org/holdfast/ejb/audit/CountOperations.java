package org.holdfast.ejb.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.audit.HourCount;

/** How much goes on in the vault. Names nobody and nothing, so every console user may see it. */
@Stateless
@RolesAllowed({
  Role.Names.SYSTEM_ADMINISTRATOR,
  Role.Names.KEY_ADMINISTRATOR,
  Role.Names.AUDIT_MANAGER,
  Role.Names.USER
})
public class CountOperations {

  /** How many hours are counted, the one that runs included. */
  public static final int HOURS = 24;

  @Inject private AuditTrail audit;
  @Inject private Clock clock;

  /** Audit records by hour and outcome, for the last {@link #HOURS} hours. */
  public List<HourCount> perHour() {
    return audit.perHour(
        clock.instant().truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1L, ChronoUnit.HOURS));
  }
}

package org.holdfast.ejb.audit;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.RestoreGate;

/** Takes old audit records away, and leaves a proved tombstone in their place. */
@Stateless
@RolesAllowed(Role.Names.AUDIT_MANAGER)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurgeAudit {

  @Resource private SessionContext context;
  @Inject private AuditPurge purge;
  @Inject private Verifications verifications;
  @Inject private AuditConfig config;
  @Inject private RestoreGate gate;
  @Inject private Clock clock;

  /**
   * What was taken away.
   *
   * @param more whether there is so much that another call is to go on
   */
  public record Purged(long rows, long segments, boolean more) {}

  /** How old records must be. */
  public Duration keep() {
    return config.keep();
  }

  /**
   * Purges the segments whose rows are all older than that, but never the newest one.
   *
   * @throws VaultException {@link ErrorCode#AUDIT_PURGE_TOO_YOUNG}; {@link
   *     ErrorCode#AUDIT_PURGE_NOTHING}; {@link ErrorCode#AUDIT_PURGE_UNPROVED} if they are not what
   *     was sealed; {@link ErrorCode#AUDIT_VERIFICATION_RUNNING}; {@link
   *     ErrorCode#RESTORE_RUNNING}; or if the HSM, which proves the tombstone, is away
   */
  public Purged purge(Instant before) {
    Instant youngest = clock.instant().minus(config.keep());
    if (before.isAfter(youngest)) {
      throw new VaultException(
              ErrorCode.AUDIT_PURGE_TOO_YOUNG,
              "%d days are kept, so none after %s".formatted(config.keep().toDays(), youngest))
          .atField("before");
    }
    verifications.take();
    try {
      gate.requireNone();
      return enterAndPurge(before);
    } finally {
      verifications.release();
    }
  }

  private Purged enterAndPurge(Instant before) {
    if (!gate.enter()) {
      throw new VaultException(ErrorCode.RESTORE_RUNNING);
    }
    try {
      return purge.run(before, context.getCallerPrincipal().getName());
    } finally {
      gate.leave();
    }
  }
}

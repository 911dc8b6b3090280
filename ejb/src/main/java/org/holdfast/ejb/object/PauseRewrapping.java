package org.holdfast.ejb.object;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.object.RewrapPause;
import org.holdfast.domain.object.RewrapPauses;

/**
 * Pauses the re-wrapping of data keys and resumes it (S119). A pause lasts over restarts, as the
 * database has it. What is not re-wrapped yet stays readable; the keys that wrap it stay needed.
 */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
public class PauseRewrapping {

  @Resource private SessionContext context;
  @Inject private RewrapPauses pauses;
  @Inject private AuditTrail audit;
  @Inject private Clock clock;

  /**
   * Pauses, after the batch of 500 data keys that is under way; nothing if it is paused already.
   */
  public void pause() {
    if (pauses.inForce().isEmpty()) {
      pauses.begin(new RewrapPause(actor(), clock.instant()));
      audit.append(AuditEvent.succeeded(actor(), AuditOperation.PAUSE_REWRAP, null, ""));
    }
  }

  /** Resumes within a second; nothing if it is not paused. */
  public void resume() {
    pauses
        .inForce()
        .ifPresent(
            pause -> {
              pauses.end();
              audit.append(
                  AuditEvent.succeeded(
                      actor(),
                      AuditOperation.RESUME_REWRAP,
                      null,
                      "paused by %s at %s".formatted(pause.by(), pause.at())));
            });
  }

  private String actor() {
    return context.getCallerPrincipal().getName();
  }
}

package org.holdfast.ejb.metrics;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.audit.Premise;

/**
 * Counts audit records on their way, by operation and outcome. A record of a transaction that is
 * rolled back later is counted too.
 */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
abstract class CountedAuditTrail implements AuditTrail {

  @Inject @Delegate @Any private AuditTrail trail;
  @Inject private Meters meters;

  @Override
  public void append(AuditEvent event) {
    trail.append(event);
    meters.count(event.operation(), event.outcome());
  }

  @Override
  public void record(AuditEvent event) {
    trail.record(event);
    meters.count(event.operation(), event.outcome());
  }

  @Override
  public boolean recordIf(AuditEvent event, Premise premise) {
    boolean recorded = trail.recordIf(event, premise);
    if (recorded) {
      meters.count(event.operation(), event.outcome());
    }
    return recorded;
  }
}

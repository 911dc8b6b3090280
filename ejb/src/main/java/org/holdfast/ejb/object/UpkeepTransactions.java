package org.holdfast.ejb.object;

import static jakarta.ejb.TransactionAttributeType.REQUIRES_NEW;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointCertificate;
import org.holdfast.domain.access.EndpointRepository;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.object.ExpiryWarnings;
import org.holdfast.domain.object.IdempotentRequests;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.node.SystemMessages;
import org.jspecify.annotations.Nullable;

/** The transactions of {@link ObjectUpkeep}. */
@Stateless
@PermitAll
@TransactionAttribute(REQUIRES_NEW)
public class UpkeepTransactions {

  /** How many days before the end a warning is given; the longest first. */
  private static final int[] WARNING_DAYS = {30, 7, 1};

  private static final Duration REQUESTS_KEPT = Duration.ofDays(1);
  private static final int BATCH = 1_000;

  @Inject private SecurityObjectRepository objects;
  @Inject private EndpointRepository endpoints;
  @Inject private ExpiryWarnings warnings;
  @Inject private IdempotentRequests requests;
  @Inject private AuditTrail audit;
  @Inject private Clock clock;

  /** Records the state that dates have made of an object. */
  public void applyDates(ObjectId id) {
    SecurityObject object = objects.findToChange(id).orElseThrow(() -> ObjectDesk.unknown(id));
    ObjectState now = object.stateAt(clock.instant());
    if (now == object.state()) {
      return;
    }
    objects.changeState(id, now, null, AuditEvent.SYSTEM);
    audit.append(
        AuditEvent.succeeded(
            AuditEvent.SYSTEM,
            now == ObjectState.ACTIVE
                ? AuditOperation.ACTIVATE_OBJECT
                : AuditOperation.DEACTIVATE_OBJECT,
            id.value(),
            object.name() + ": its date has come"));
  }

  /** Warns of what ends within 30, 7 and 1 days, once each. */
  public void warn() {
    Instant now = clock.instant();
    Instant horizon = now.plus(Duration.ofDays(WARNING_DAYS[0]));
    ObjectQuery ending = ObjectQuery.where().expiresFrom(now).expiresBefore(horizon).build();
    @Nullable ObjectId after = null;
    int found;
    do {
      found = 0;
      for (SecurityObject object : objects.listAfter(ending, after, BATCH)) {
        Instant ends = object.attributes().expiry();
        if (ends != null) {
          warn("security object " + object.name(), object.id().value(), ends, now);
        }
        after = object.id();
        found++;
      }
    } while (found == BATCH);
    for (Endpoint endpoint : endpoints.expiringBefore(horizon)) {
      EndpointCertificate certificate = endpoint.certificate();
      if (certificate != null) {
        warn(
            "certificate of endpoint " + endpoint.name(),
            endpoint.id().value(),
            certificate.notAfter(),
            now);
      }
    }
  }

  private void warn(String what, UUID subject, Instant ends, Instant now) {
    int due = 0;
    boolean first = false;
    for (int days : WARNING_DAYS) {
      if (!ends.isAfter(now.plus(Duration.ofDays(days)))) {
        due = days;
        first |= warnings.note(subject, ends, days);
      }
    }
    if (first) {
      SystemMessages.LOG.expires(what, ends.toString());
      audit.append(
          AuditEvent.succeeded(
              AuditEvent.SYSTEM,
              AuditOperation.EXPIRY_WARNING,
              subject,
              "%s ends within %d days, at %s".formatted(what, due, ends)));
    }
  }

  /** Idempotency keys are good for a day. */
  public void forgetOldRequests() {
    requests.forgetBefore(clock.instant().minus(REQUESTS_KEPT));
  }
}
